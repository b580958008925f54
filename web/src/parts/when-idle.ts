/** At the latest after so long. */
const SOON_MS = 1_000;

/** What the page itself does not wait for runs after it is shown; answers how to take it back. */
export function whenIdle(run: () => unknown): () => void {
  // Safari has no such callback.
  if (typeof requestIdleCallback !== "function") {
    const timer = setTimeout(run, SOON_MS);
    return () => clearTimeout(timer);
  }
  const handle = requestIdleCallback(run, { timeout: SOON_MS });
  return () => cancelIdleCallback(handle);
}
