import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Database } from "#shared/adapters/sqlite/database.ts";
import { SqliteQueue } from "#shared/adapters/sqlite/queue.ts";
import { SqliteTable } from "#shared/adapters/sqlite/table.ts";
import { ensureContact } from "#shared/audience/contacts/index.ts";
import { recordEvents } from "#shared/audience/intake/index.ts";
import { DAY_MS, MINUTE_MS } from "#shared/kernel/time.ts";
import { Program } from "#test/support/program.ts";
import { removeFolder, tempFolder } from "#test/support/temp-folder.ts";
import { makeWorld, TestClock } from "#test/support/world.ts";
import type { Measurement } from "./row.ts";

const PEOPLE = 10_000;
const FULL_PEOPLE = 100_000;
const EVENTS = 20;
const AT_ONCE = 500;
/** The time that is looked at. */
const SPAN_MS = 30 * DAY_MS;

/** Ten steps: five mails, two days apart. */
const definition = () => {
  const steps: Record<string, object> = {};
  for (let i = 0; i < 5; i++) {
    steps[`mail-${i}`] = { kind: "send", template: `t${i}`, next: `wait-${i}` };
    steps[`wait-${i}`] = { kind: "wait", for: "P2D", next: i < 4 ? `mail-${i + 1}` : null };
  }
  return { name: "Ten", enter: [{ event: "e0" }], start: "mail-0", steps };
};

/**
 * A backtest of a ten-step sequence in the real program, on disk, by its own queue: each contact
 * has twenty events of four names in the first half of thirty days and is enrolled by the first.
 * Timed from the request to the end of the job; the contacts are stored beforehand.
 *
 * - `backtest_contacts_per_min`: of 10,000 people, with `--full` of 100,000.
 * - `backtest_rss_mb:10k`, `:100k`: the most memory that the program ever held; the second with
 * `--full`.
 */
export const backtestRows: Measurement = {
  units: {
    backtest_contacts_per_min: "contacts/min",
    "backtest_rss_mb:10k": "MB",
    "backtest_rss_mb:100k": "MB",
  },
  measure: async ({ full }): Promise<Record<string, number>> => {
    const few = await backtest(PEOPLE);
    const many = full ? await backtest(FULL_PEOPLE) : undefined;
    return {
      backtest_contacts_per_min: (many ?? few).perMinute,
      ...(few.rssMb !== undefined && { "backtest_rss_mb:10k": few.rssMb }),
      ...(many?.rssMb !== undefined && { "backtest_rss_mb:100k": many.rssMb }),
    };
  },
};

async function backtest(people: number): Promise<{ perMinute: number; rssMb?: number }> {
  const folder = tempFolder();
  const until = Date.now() - MINUTE_MS;
  await fill(folder, people, until - SPAN_MS);
  const program = await Program.start(folder);
  await program.call("PUT", "/v1/sequences/ten", definition());
  const time = {
    from: new Date(until - SPAN_MS).toISOString(),
    until: new Date(until).toISOString(),
  };
  const start = process.hrtime.bigint();
  const { body } = await program.call("POST", "/v1/sequences/ten/backtest", time);
  let job = body;
  while (job.state === "running") {
    await new Promise((resolve) => setTimeout(resolve, 50));
    job = (await program.call("GET", `/v1/jobs/${body.id}`)).body;
  }
  const minutes = Number(process.hrtime.bigint() - start) / 60e9;
  const { mails } = job.result ?? {};
  if (mails !== people * 5) throw new Error(`${mails} mails: ${JSON.stringify(job).slice(0, 500)}`);
  const status = `/proc/${program.ready.pid}/status`;
  const peak = existsSync(status) && /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(status, "utf8"))?.[1];
  await program.end("SIGKILL");
  removeFolder(folder);
  return { perMinute: people / minutes, ...(peak && { rssMb: Number(peak) / 1024 }) };
}

/**
 * Puts people with their events into a data folder, as they are stored when they come by the API.
 */
async function fill(folder: string, people: number, from: number): Promise<void> {
  const clock = new TestClock(from);
  const database = new Database(join(folder, "dripstack.sqlite"));
  const table = new SqliteTable(database, clock);
  const { world } = makeWorld({ table, queue: new SqliteQueue(database, clock), clock });
  for (let first = 0; first < people; first += AT_ONCE) {
    const contacts = await Promise.all(
      Array.from({ length: AT_ONCE }, (_, i) => {
        const email = `u${first + i}@example.com`;
        return ensureContact(
          { ...world, clock: new TestClock(from - people + first + i) },
          { email },
        );
      }),
    );
    await Promise.all(contacts.map(({ id }) => recordEvents({ table }, id, eventsOf(from))));
  }
  database.close();
}

const eventsOf = (from: number) =>
  Array.from({ length: EVENTS }, (_, i) => {
    const at = from + (i * SPAN_MS) / (2 * EVENTS);
    return { id: `e${i}`, name: `e${i % 4}`, at, data: { i, page: `/p/${i}` } };
  });
