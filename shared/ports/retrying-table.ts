import { Unavailable } from "#shared/kernel/errors.ts";
import type { Random } from "./random.ts";
import type { Table, TableName, Write } from "./table.ts";

/** A store that fails so often in a row is down; the work's own retry has to repair the rest. */
const MAX_TRIES = 3;

/** One per table, so that caches by table stay valid. */
const wrapped = new WeakMap<object, unknown>();

/**
 * A table that retries when the store does not respond. Each write keeps one token through all
 * tries, so that a write whose reply was lost is recognised instead of taken for another's.
 */
export function retryingTable<R extends TableName, W extends R>(
  table: Table<R, W>,
  random: Random,
): Table<R, W> {
  const known = wrapped.get(table) as Table<R, W> | undefined;
  const made = known ?? makeRetrying(table, random);
  wrapped.set(table, made);
  return made;
}

function makeRetrying<R extends TableName, W extends R>(
  table: Table<R, W>,
  random: Random,
): Table<R, W> {
  const newToken = () => Buffer.from(random.bytes(12)).toString("base64url");
  return {
    get: (key, options) => untilAnswered(() => table.get(key, options)),
    getMany: (keys, options) => untilAnswered(() => table.getMany(keys, options)),
    query: (name, pk, range, options) => untilAnswered(() => table.query(name, pk, range, options)),
    write: (writes, writer = newToken()) => untilAnswered(() => table.write(writes, writer)),
    writeEach: (writes, writer = newToken()) => writeEach(table, writes, writer),
    // Not retried: adding twice would count twice.
    add: table.add,
  };
}

async function writeEach<R extends TableName, W extends R>(
  table: Table<R, W>,
  writes: Write<W>[],
  writer: string,
): Promise<(Error | undefined)[]> {
  const results = await untilAnswered(() => table.writeEach(writes, writer));
  for (let tries = 1; tries < MAX_TRIES; tries++) {
    const open = results.flatMap((result, i) => (result instanceof Unavailable ? [i] : []));
    if (open.length === 0) break;
    const again = await untilAnswered(() =>
      table.writeEach(
        open.map((i) => writes[i]!),
        writer,
      ),
    );
    open.forEach((i, n) => {
      results[i] = again[n];
    });
  }
  return results;
}

async function untilAnswered<T>(call: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof Unavailable) || tries === MAX_TRIES) throw error;
    }
  }
}
