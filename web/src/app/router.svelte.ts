// The URL holds everything: page, selection, filters, map view. No library: patterns, a query, history.
export interface Route { page: string; params: Record<string, string>; query: URLSearchParams }

const patterns: [page: string, pattern: RegExp, names: string[]][] = [
  ['beeld', /^\/(?:beeld)?$/, []],
  ['signalen', /^\/signalen$/, []],
  ['signaal', /^\/signaal\/([^/]+)$/, ['id']],
  ['bronnen', /^\/bronnen$/, []],
  ['invoer', /^\/invoer$/, []],
  ['logboek', /^\/logboek$/, []],
  ['crisis', /^\/crisis(?:\/([^/]+)(?:\/([^/]+))?)?\/?$/, ['id', 'tab']],
  ['vooruit', /^\/vooruit$/, []],
  ['piket', /^\/piket$/, []],
  ['netwerk', /^\/netwerk$/, []],
  ['alarm', /^\/alarm\/([^/]+)$/, ['id']],
  ['login', /^\/login$/, []],
  ['welkom', /^\/welkom\/([^/]+)$/, ['token']],
  ['galerij', /^\/galerij$/, []],
];

export function match(url: URL): Route {
  for (const [page, pattern, names] of patterns) {
    const found = pattern.exec(url.pathname);
    if (!found) continue;
    const params = Object.fromEntries(names.flatMap((name, index) => (found[index + 1] === undefined ? [] : [[name, decodeURIComponent(found[index + 1] ?? '')]])));
    return { page, params, query: url.searchParams };
  }
  return { page: 'onbekend', params: {}, query: url.searchParams };
}

class Router {
  route = $state.raw<Route>(match(new URL(location.href)));

  start(): void {
    addEventListener('popstate', () => this.read());
    document.addEventListener('click', (event) => this.follow(event));
  }

  /** Goes to a page; keeps nothing of the query but the moment that is looked at, unless it is in `path`. */
  go(path: string, options: { replace?: boolean } = {}): void {
    const url = new URL(path, location.href);
    const at = new URL(location.href).searchParams.get('at');
    if (at !== null && !url.searchParams.has('at') && url.pathname !== '/login') url.searchParams.set('at', at);
    this.move(url, options.replace === true);
  }

  private move(url: URL, replace: boolean): void {
    if (url.href === location.href) return;
    if (replace) history.replaceState(null, '', url);
    else history.pushState(null, '', url);
    this.read();
  }

  /** Sets or (with null) removes query values on the page that is shown, without a new history entry. */
  set(values: Record<string, string | null>): void {
    const url = new URL(location.href);
    for (const [name, value] of Object.entries(values)) {
      if (value === null || value === '') url.searchParams.delete(name);
      else url.searchParams.set(name, value);
    }
    this.move(url, true);
  }

  private read(): void {
    this.route = match(new URL(location.href));
  }

  private follow(event: MouseEvent): void {
    if (event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const link = (event.target as Element | null)?.closest?.('a[href]');
    if (!(link instanceof HTMLAnchorElement) || link.origin !== location.origin || link.target || link.hasAttribute('download')) return;
    if (link.pathname.startsWith('/api/') || link.pathname === '/docs') return;
    event.preventDefault();
    this.go(link.pathname + link.search);
  }
}

export const router = new Router();
