// What lies over the page: palette, keys, tour, the log line's focus, and where hand entry came from.
import { router } from './router.svelte';

class Ui {
  palette = $state(false);
  keys = $state(false);
  tour = $state(false);
  logFocus = $state(0); // counts up: the foot takes the focus
  logAsked = false; // L was pressed where there is no line yet
  corrects = $state<string | null>(null); // the log line that the next one corrects
  before = '';

  focusLog(): void {
    if (matchMedia('(max-width: 599px)').matches && router.route.page !== 'logboek') router.go('/logboek');
    this.logAsked = true;
    this.logFocus++;
  }

  openEntry(): void {
    if (router.route.page === 'invoer') return;
    this.before = location.pathname + location.search;
    router.go('/invoer');
  }
}

export const ui = new Ui();
