/** Splits `items` into batches within `limits.count` and `limits.bytes`. */
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
