// The SharedWorker that holds the hub: all windows of a browser share one connection.
import { Hub } from './hub';
import type { ToHub } from './messages';

const hub = new Hub(self.location.origin);

(self as unknown as { onconnect: (event: MessageEvent) => void }).onconnect = (event) => {
  const port = event.ports[0];
  if (!port) return;
  const hear = hub.connect((message) => port.postMessage(message));
  port.onmessage = (message) => hear(message.data as ToHub);
};
