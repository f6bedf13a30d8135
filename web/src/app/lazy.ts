// Parts that the first view does not need. They are fetched when the page has come to rest, so that they are there when
// the link is gone, and at once when asked for.
// The link may go before they are: then each is asked for again until it comes.
const longest = 30_000; // ms between two tries
async function steady<T>(load: () => Promise<T>): Promise<T> {
  for (let wait = 500; ; wait = Math.min(wait * 2, longest)) {
    try {
      return await load();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }
}

const parts = {
  login: () => import('../features/login/LoginPage.svelte'),
  keys: () => import('./KeysDialog.svelte'),
  tour: () => import('./Tour.svelte'),
  undo: () => import('./UndoBar.svelte'),
  menu: () => import('./UserMenu.svelte'),
  entry: () => import('../features/entry/EntryPage.svelte'),
  log: () => import('../features/log/LogPage.svelte'),
  sources: () => import('../features/sources/SourcesPage.svelte'),
  attach: () => import('../features/attach/Attach.svelte'),
  rewind: () => import('../features/rewind/RewindBar.svelte'),
  crisis: () => import('../features/crisis/CrisisPage.svelte'),
  crisisBar: () => import('../features/crisis/CrisisBar.svelte'),
  crisisDialogs: () => import('../features/crisis/CrisisDialogs.svelte'),
  exercise: () => import('../features/exercise/RegionBand.svelte'),
  alarmLink: () => import('../features/alarm/LinkedAlarm.svelte'),
  alarm: () => import('../features/declare/AlarmBar.svelte'),
  ahead: () => import('../features/ahead/AheadPage.svelte'),
  duty: () => import('../features/duty/DutyPage.svelte'),
  network: () => import('../features/network/NetworkPage.svelte'),
  alarmPage: () => import('../features/alarm/AlarmPage.svelte'),
  signals: () => import('../features/signal/SignalsPage.svelte'),
};
type Parts = typeof parts;
export const lazy = Object.fromEntries(Object.entries(parts).map(([name, load]) => [name, () => steady<unknown>(load)])) as Parts;

/** For a part of the first view that it does not need at once. */
export const later = <T>(load: () => Promise<T>): Promise<T> => new Promise((resolve) => setTimeout(() => resolve(load()), 1200));

export function fetchTheRest(): void {
  setTimeout(() => {
    for (const load of Object.values(lazy)) void load();
  }, 1200);
  // After the first view, so that it costs it nothing; absent where the page is not on https or this machine.
  setTimeout(() => {
    if (import.meta.env.PROD) void navigator.serviceWorker?.register('/sw.js').catch(() => {});
  }, 3000);
}
