// The page's end of the hub.
import type { FromHub, ToHub } from './messages';

export function connectHub(hear: (message: FromHub) => void): (message: ToHub) => void {
  if (typeof SharedWorker === 'undefined') {
    const say = import('./hub').then(({ Hub }) => new Hub(location.origin).connect(hear));
    return (message) => void say.then((send) => send(message));
  }
  const worker = new SharedWorker(new URL('./hub.worker.ts', import.meta.url), { type: 'module', name: 'voorzien' });
  worker.port.onmessage = (event) => hear(event.data as FromHub);
  addEventListener('pagehide', () => worker.port.postMessage({ kind: 'close' } satisfies ToHub));
  return (message) => worker.port.postMessage(message);
}
