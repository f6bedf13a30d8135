// What a screen reader hears by itself: one polite line, at most one in five seconds. `note` is also shown for a
// while to those who see: why a key did nothing, what made a sound.
const every = 5000;

class AnnouncerState {
  spoken = $state('');
  shown = $state('');
  private waiting = '';
  private last = -every;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private hide: ReturnType<typeof setTimeout> | undefined;

  say(text: string): void {
    this.waiting = text;
    if (this.timer) return;
    this.timer = setTimeout(() => {
      this.timer = undefined;
      this.last = performance.now();
      this.spoken = this.waiting;
    }, Math.max(0, this.last + every - performance.now()));
  }

  note(text: string): void {
    this.shown = text;
    clearTimeout(this.hide);
    this.hide = setTimeout(() => (this.shown = ''), 6000);
    this.say(text);
  }
}

export const announcer = new AnnouncerState();
