// The token of an alarm's link is made here, where it is shown; the server gets and keeps its hash only.
import { sha256 } from '../signal/hash';

export async function newToken(): Promise<{ token: string; hash: string }> {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  const token = btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
  return { token, hash: await sha256(new TextEncoder().encode(token)) };
}
