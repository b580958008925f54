import { join } from "node:path";
import { Database } from "#shared/adapters/sqlite/database.ts";
import { SqliteQueue } from "#shared/adapters/sqlite/queue.ts";
import { SqliteTable } from "#shared/adapters/sqlite/table.ts";
import { ensureContact } from "#shared/audience/contacts/index.ts";
import { Definition } from "#shared/automation/language/index.ts";
import { publishSequence, putDraft } from "#shared/automation/versions/index.ts";
import { HOUR_MS, MINUTE_MS } from "#shared/kernel/time.ts";
import { writeSettings } from "#shared/platform/settings/index.ts";
import { makeWorld, START, TestClock } from "#test/support/world.ts";

/**
 * Two waits in a loop: whenever a run is due, it takes one step and is due again an hour later.
 */
const LOOP = {
  name: "Loop",
  enter: [{ event: "signed_up" }],
  start: "first-hour",
  steps: {
    "first-hour": { kind: "wait", for: "PT1H", next: "second-hour" },
    "second-hour": { kind: "wait", for: "PT1H", next: "first-hour" },
  },
};

const MAX_PEOPLE_AT_ONCE = 1_000;

/** The embedded program's own wiring over one SQLite file, on a clock that the caller moves. */
export async function openLoop(folder: string) {
  // As infra/standalone/main.ts sets them; the logging library reads them when it is loaded.
  process.env.POWERTOOLS_DEV = "true";
  process.env.POWERTOOLS_METRICS_DISABLED = "true";
  const { wireFunctions } = await import("#infra/standalone/wire-functions.ts");
  const clock = new TestClock(START - (START % HOUR_MS));
  const database = new Database(join(folder, "dripstack.sqlite"));
  const table = new SqliteTable(database, clock);
  const queue = new SqliteQueue(database, clock);
  const { world } = makeWorld({ table, queue, deadLetters: queue, backlog: queue, clock });
  const { workers, tick } = wireFunctions(world, queue);
  const wake = () => {
    for (const worker of workers) worker.wake(clock.now);
  };
  queue.onSend = () => setImmediate(wake);
  /** Resolves once nothing is being worked on and nothing waits. */
  const drained = async () => {
    for (;;) {
      wake();
      const next = queue.nextVisibleAt();
      if (!workers.some((worker) => worker.isBusy) && (next === undefined || next > clock.now()))
        return;
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
  };
  await tick();

  /**
   * Makes people, each a millisecond younger than the one before, and lets all of them in at one
   * instant.
   */
  const enter = async (people: number) => {
    await writeSettings(world, {
      from: { name: "Bench", email: "bench@example.com" },
      postalAddress: "1 Street",
    });
    await putDraft(world, "loop", Definition.parse(LOOP), clock.now());
    await publishSequence(world, "loop", clock.now());
    for (let first = 0; first < people; first += MAX_PEOPLE_AT_ONCE) {
      const made = Array.from({ length: Math.min(people - first, MAX_PEOPLE_AT_ONCE) }, (_, i) => {
        const born = new TestClock(clock.at + first + i);
        return ensureContact({ ...world, clock: born }, { email: `u${first + i}@example.com` });
      });
      const contacts = await Promise.all(made);
      const events = contacts.map(({ id }) => ({
        body: { event: { contact: id, id: `e-${id}`, name: "signed_up", at: START, data: {} } },
      }));
      await queue.send("work", events);
    }
    clock.advance(MINUTE_MS);
    wake();
    await drained();
  };
  /** Lets an hour pass: every run falls due in the same second and takes a step. */
  const anHour = async () => {
    clock.advance(HOUR_MS);
    await tick();
    await drained();
  };
  const close = () => {
    for (const worker of workers) worker.stop();
    database.close();
  };
  return { database, enter, anHour, close };
}
