import { getHeapStatistics } from "node:v8";
import { parentPort, workerData } from "node:worker_threads";
import { openFolder } from "#shared/adapters/sqlite/data-folder.ts";
import { SqliteQueue } from "#shared/adapters/sqlite/queue.ts";
import { SqliteTable } from "#shared/adapters/sqlite/table.ts";
import { HOUR_MS } from "#shared/kernel/time.ts";
import { packReferences, startWheels, sweep, writePacks } from "#shared/scheduler/index.ts";
import { removeFolder, tempFolder } from "#test/support/temp-folder.ts";
import { TestClock } from "#test/support/world.ts";
import type { Swept } from "./slot.ts";

const TOGETHER = 2_500;

/** So many runs on disk, all due at one instant, and the sweep that hands them on. */
async function sweepSlot(references: number): Promise<Swept> {
  const path = tempFolder();
  const { database, close } = openFolder(path);
  const clock = new TestClock();
  const table = new SqliteTable(database, clock);
  const queue = new SqliteQueue(database, clock);
  await startWheels({ table, clock });
  const at = clock.now() + HOUR_MS;
  for (let first = 0; first < references; first += TOGETHER) {
    const some = Array.from({ length: Math.min(TOGETHER, references - first) }, (_, i) => ({
      kind: "run" as const,
      contact: `c_${String(first + i).padStart(17, "0")}`,
      sequence: "rush",
      entryKey: "-",
      at,
    }));
    await writePacks({ table }, packReferences(some, clock.now()));
  }
  clock.at = at;
  let peak = 0;
  const send: typeof queue.send = async (...args) => {
    peak = Math.max(peak, getHeapStatistics().used_heap_size);
    await queue.send(...args);
  };
  const started = performance.now();
  const { handedOn } = await sweep({ table, queue: { send }, clock }, "q");
  const seconds = Number(((performance.now() - started) / 1_000).toFixed(1));
  close();
  removeFolder(path);
  return { references, handedOn, seconds, peakHeapMb: Math.round(peak / 1024 / 1024) };
}

parentPort!.postMessage(await sweepSlot((workerData as { references: number }).references));
