/** Enough to hide a table's latency, few enough to leave room for other requests. */
export const CALLS_AT_ONCE = 25;

/** Maps items in order with at most `width` calls at once. After a failure no more are started. */
export async function mapConcurrently<T, R>(
  items: T[],
  width: number,
  work: (item: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = new Array(items.length);
  let next = 0;
  const worker = async () => {
    for (let at = next++; at < items.length; at = next++) results[at] = await work(items[at]!);
  };
  const stop = (error: unknown) => {
    next = items.length;
    throw error;
  };
  await Promise.all(
    Array.from({ length: Math.min(width, items.length) }, () => worker().catch(stop)),
  );
  return results;
}
