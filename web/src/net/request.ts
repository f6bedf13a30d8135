// Reading from the server: JSON, or a Problem with a code that the screens have words for.
import type { Problem } from './api';

export type Answer<T> = { ok: true; value: T } | { ok: false; problem: Problem };

export async function getJson<T>(path: string, init: RequestInit = {}): Promise<Answer<T>> {
  let answer: Response;
  try {
    answer = await fetch(path, { credentials: 'same-origin', ...init });
  } catch {
    return { ok: false, problem: { code: 'no-connection', status: 0 } };
  }
  const body: unknown = await answer.json().catch(() => null);
  if (answer.ok) return { ok: true, value: body as T };
  return { ok: false, problem: { code: 'unknown', ...(body as object | null), status: answer.status } };
}

export function postJson<T>(path: string, body: unknown): Promise<Answer<T>> {
  return getJson<T>(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
}
