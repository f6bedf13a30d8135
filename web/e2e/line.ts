// The line between a browser and the server: can be cut and joined while the server goes on, which no browser's offline
// switch does for shared workers.
import { connect, createServer, type Socket } from 'node:net';

export class Line {
  address = '';
  private open = true;
  private readonly sockets = new Set<Socket>();
  private readonly listener;

  constructor(to: string) {
    const target = new URL(to);
    this.listener = createServer((near) => {
      if (!this.open) { near.destroy(); return; }
      const far = connect(Number(target.port), target.hostname);
      for (const [one, other] of [[near, far], [far, near]] as const) {
        this.sockets.add(one);
        one.pipe(other);
        one.on('error', () => other.destroy());
        one.on('close', () => { this.sockets.delete(one); other.destroy(); });
      }
    });
  }

  async lay(): Promise<void> {
    await new Promise<void>((laid) => this.listener.listen(0, '127.0.0.1', laid));
    this.address = `http://127.0.0.1:${(this.listener.address() as { port: number }).port}`;
  }
  cut(): void {
    this.open = false;
    for (const one of this.sockets) one.destroy();
  }
  join(): void { this.open = true; }
  remove(): void {
    this.cut();
    this.listener.close();
  }
}
