import { Program } from "#test/support/program.ts";
import { removeFolder, tempFolder } from "#test/support/temp-folder.ts";
import type { Measurement } from "./row.ts";

const BATCH = 500;
const BATCHES = 60;
const IN_FLIGHT = 4;
const PEOPLE = 1_000;

/** Events of people who are known, under a name that no sequence listens to. */
const batch = (number: number) => ({
  events: Array.from({ length: BATCH }, (_, i) => ({
    contactId: `u${(number * BATCH + i) % PEOPLE}`,
    email: `u${(number * BATCH + i) % PEOPLE}@example.com`,
    name: "viewed",
    data: { page: `/p/${i}` },
  })),
});

/**
 * Events that the real program accepted over HTTP, durable when answered with 202: batches of 500
 * with four posts under way, about a thousand people whom it knows. No sequence listens to them;
 * storing them on each person's timeline is the queue's work, which goes on beside it and is not
 * waited for.
 */
export const ingestRow: Measurement = {
  units: { ingest: "events/s" },
  measure: async () => {
    const folder = tempFolder();
    const program = await Program.start(folder);
    const post = async (number: number) => {
      const { status } = await program.call("POST", "/v1/events", batch(number));
      if (status !== 202) throw new Error(`a batch was answered with ${status}`);
    };
    for (let number = 0; number < PEOPLE / BATCH; number++) await post(number);
    const start = process.hrtime.bigint();
    let next = 0;
    const client = async () => {
      while (next < BATCHES) await post(next++);
    };
    await Promise.all(Array.from({ length: IN_FLIGHT }, client));
    const seconds = Number(process.hrtime.bigint() - start) / 1e9;
    await program.end("SIGKILL");
    removeFolder(folder);
    return { ingest: (BATCH * BATCHES) / seconds };
  },
};
