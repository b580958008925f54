import type { Clock } from "#shared/ports/clock.ts";
import type { TableWriter } from "#shared/ports/table.ts";
import { packReferences, writePacks } from "#shared/scheduler/index.ts";
import { Random } from "#test/simulation/random.ts";

/** Timers that are written together: spread as they are, hardly two of them share a row. */
const TOGETHER = 100;
const WRITERS = 20;

/**
 * Puts timers on the wheel, evenly spread over the time from `start` on; durable when it returns.
 */
export async function writeTimers(
  { table, clock }: { table: TableWriter<"due">; clock: Clock },
  { timers, start, spreadMs }: { timers: number; start: number; spreadMs: number },
): Promise<void> {
  const random = new Random(1);
  let written = 0;
  const writer = async () => {
    while (written < timers) {
      const first = written;
      written += TOGETHER;
      const references = Array.from({ length: TOGETHER }, (_, i) => ({
        kind: "run" as const,
        contact: `c_${String(first + i).padStart(17, "0")}`,
        sequence: "welcome",
        entryKey: "once",
        at: start + random.below(spreadMs),
      }));
      await writePacks({ table }, packReferences(references, clock.now()));
    }
  };
  await Promise.all(Array.from({ length: WRITERS }, writer));
}
