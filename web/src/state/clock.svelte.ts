// Region time on this screen: the server's `now` of the last heartbeat, carried on at the film's speed by the
// page's own monotonic clock, so that a timer keeps counting while the link is gone.
class Clock {
  now = $state(Date.now()); // region time, ms
  heardAt = $state(Date.now()); // region time of the last heartbeat
  private at = Date.now();
  private heard = 0;
  private speed = 1;
  known = $state(false); // the server has said what time it is in the region

  hear(now: string, speed: number): void {
    this.at = Date.parse(now);
    this.heardAt = this.at;
    this.heard = performance.now();
    this.speed = speed;
    this.known = true;
    this.tick();
  }

  start(): void {
    setInterval(() => this.tick(), 250);
  }

  private tick(): void {
    // A film stands still when its server does: it is not outrun by more than a few seconds. Real time goes on.
    const since = this.speed > 1 ? Math.min(performance.now() - this.heard, 3000) : performance.now() - this.heard;
    const next = this.known ? this.at + since * this.speed : Date.now();
    if (Math.floor(next / 250) !== Math.floor(this.now / 250)) this.now = next;
  }
}

export const clock = new Clock();
