/** Calls at once: enough to hide the store's latency, few enough not to crowd out other requests. */
const GROUP = 25;

/** The results of a call for each item, in order, a bounded number at a time. */
export async function inGroups<T, R>(items: T[], call: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (let i = 0; i < items.length; i += GROUP) {
    results.push(...(await Promise.all(items.slice(i, i + GROUP).map(call))));
  }
  return results;
}
