// Writing a log line from anywhere.
import { clock } from '../../state/clock.svelte';
import { commands } from '../../state/commands.svelte';
import { momentText, rewind } from '../../state/rewind.svelte';
import { store } from '../../state/store.svelte';
import { parseLine } from './logline';

export const logPath = '/api/log/write';

/** False when there is nothing to write. Without a link the line keeps the time at which it was typed. */
export function writeLine(line: string, more: { signal?: string | null; crisis?: string | null; corrects?: string | null; attachments?: string[] } = {}): boolean {
  const typed = parseLine(line, clock.now);
  if (!typed.text) return false;
  const at = typed.at ?? (store.online ? null : clock.now);
  const body: Record<string, unknown> = { text: typed.text };
  if (at !== null) body['at'] = new Date(at).toISOString();
  if (rewind.at !== null) body['moment'] = momentText(rewind.at);
  if (more.signal) body['signal'] = more.signal;
  if (more.crisis) body['crisis'] = more.crisis;
  if (more.attachments?.length) body['attachments'] = more.attachments;
  if (more.corrects) body['corrects'] = more.corrects;
  void commands.act(logPath, body, typed.text);
  return true;
}
