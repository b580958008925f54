/**
 * Coalesces concurrent calls. A call made while one is running shares the next one, which starts
 * afterwards: no caller gets a result older than its call.
 */
export function coalesce<T>(load: () => Promise<T>): () => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  let next: Promise<T> | undefined;
  return () => {
    next ??= last.then(() => {
      next = undefined;
      const result = load();
      last = result.catch(() => {});
      return result;
    });
    return next;
  };
}
