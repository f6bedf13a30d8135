// Dark or light: the system's choice, unless this window was set otherwise. The token file reads `data-theme`.
export type ThemeChoice = 'system' | 'dark' | 'light';
const key = 'voorzien.theme';

class ThemeState {
  choice = $state<ThemeChoice>('system');
  shown = $state<'dark' | 'light'>('dark');
  private readonly system = matchMedia('(prefers-color-scheme: light)');

  start(): void {
    const kept = sessionStorage.getItem(key) ?? localStorage.getItem(key);
    if (kept === 'dark' || kept === 'light') this.choice = kept;
    this.system.addEventListener('change', () => this.show());
    this.show();
  }

  /** This window only; a new window starts with the last choice made. */
  use(choice: ThemeChoice): void {
    this.choice = choice;
    sessionStorage.setItem(key, choice);
    localStorage.setItem(key, choice);
    this.show();
  }

  private show(): void {
    const light = this.choice === 'light' || (this.choice === 'system' && this.system.matches);
    this.shown = light ? 'light' : 'dark';
    document.documentElement.dataset['theme'] = this.shown;
  }
}

export const theme = new ThemeState();
