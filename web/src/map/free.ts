const patience = 200; // ms: what waits longer would seem lost

/** Runs the last of what was asked for when the page has a moment, so that a key is answered before what it takes along. */
export function whenFree(): (task: () => void) => void {
  let waiting: (() => void) | null = null;
  const run = (): void => {
    const last = waiting;
    waiting = null;
    last?.();
  };
  return (task) => {
    const asked = waiting !== null;
    waiting = task;
    if (asked) return;
    if (typeof requestIdleCallback === 'function') requestIdleCallback(run, { timeout: patience });
    else requestAnimationFrame(() => setTimeout(run, 0)); // Safari
  };
}
