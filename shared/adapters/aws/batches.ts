/** Splits `items` so that no batch has more than `limits.count` of them or more than `limits.bytes`. */
export function batches<T>(
  items: T[],
  limits: { count: number; bytes: number },
  bytesOf: (item: T) => number,
): T[][] {
  const all: T[][] = [];
  let room = 0;
  for (const item of items) {
    const bytes = bytesOf(item);
    const last = all.at(-1);
    if (last && last.length < limits.count && bytes <= room) {
      last.push(item);
      room -= bytes;
    } else {
      all.push([item]);
      room = limits.bytes - bytes;
    }
  }
  return all;
}

/** The answers of `work`, in order, with at most `width` under way at once. */
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
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, worker));
  return results;
}
