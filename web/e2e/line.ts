// The line between a browser and the server: can be cut and joined while the server goes on, which no browser's offline
// switch does for shared workers.
import { connect, createServer, type Socket } from 'node:net';
import { Transform } from 'node:stream';

/** Bytes as they pass, with one address in the headers instead of another: the server answers only to its own name. */
function renamed(from: () => string, to: string): Transform {
  return new Transform({
    transform: (bytes: Buffer, _, done) => {
      const text = bytes.toString('latin1');
      done(null, text.includes(from()) ? Buffer.from(text.replaceAll(from(), to), 'latin1') : bytes);
    },
  });
}

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
      near.pipe(renamed(() => new URL(this.address).host, target.host)).pipe(far);
      far.pipe(near);
      for (const [one, other] of [[near, far], [far, near]] as const) {
        this.sockets.add(one);
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
