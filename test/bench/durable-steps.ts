import type { Database } from "#shared/adapters/sqlite/database.ts";
import type { Enrollment } from "#shared/automation/enrollments/index.ts";
import { removeFolder, tempFolder } from "#test/support/temp-folder.ts";
import type { Measurement } from "./row.ts";
import { type BareRow, measureBare } from "./sqlite-bare.ts";
import { openLoop } from "./waiting-people.ts";

const PEOPLE = 4_000;
/**
 * Steps that every run takes before the measured ones: code is warm, and a trail holds seven
 * decisions.
 */
const WARM = 3;
/** Measured steps of each run: a trail grows from 7 to 27 of its 30 decisions. */
const ROUNDS = 10;

/**
 * Steps that survive a crash: {@link PEOPLE} in a loop of two waits of an hour, {@link ROUNDS}
 * hours of a clock that is moved from one to the next, in this process, over the embedded program's
 * own workers, handlers and tick, on a SQLite file (WAL, flushed before anything is answered) in
 * the system's folder for temporary files.
 *
 * A step is all that it takes to get from one instant to the next: sweeping the wheel, the queue's
 * message (25 references) sent, received (100 of them a batch, two batches at once), parsed and
 * acknowledged; the switches read once a batch and the person once a step; `advance`; the
 * enrollment written at the version that was read, with its trail; the next due reference in its
 * pack; the wrapping of the handler. No mail is decided: that is another row.
 *
 * - `durable_steps`: per second of the wall's clock.
 * - `durable_steps_per_cpu`: per CPU-second of all threads of this process.
 * - `sqlite_bare`: as many rows of the same bytes in as many commits through `node:sqlite` and
 * nothing else.
 */
export const durableRow: Measurement = {
  units: {
    durable_steps: "steps/s",
    durable_steps_per_cpu: "steps/CPU-s",
    sqlite_bare: "rows/CPU-s",
  },
  measure: async () => {
    const folder = tempFolder();
    const { database, enter, anHour, close } = await openLoop(folder);
    await enter(PEOPLE);
    for (let round = 0; round < WARM; round++) await anHour();
    const commits = countCommits(database);
    const cpu = process.cpuUsage();
    const start = process.hrtime.bigint();
    for (let round = 0; round < ROUNDS; round++) await anHour();
    const seconds = Number(process.hrtime.bigint() - start) / 1e9;
    const { user, system } = process.cpuUsage(cpu);
    const steps = PEOPLE * ROUNDS;
    const perCommit = Math.ceil(steps / commits());
    const rows = readRuns(database);
    close();
    const bare = measureBare(folder, rows, ROUNDS, perCommit);
    removeFolder(folder);
    return {
      durable_steps: steps / seconds,
      durable_steps_per_cpu: (steps * 1e6) / (user + system),
      sqlite_bare: bare,
    };
  },
};

/** Counts the transactions from now on. */
function countCommits({ sql }: Database): () => number {
  let commits = 0;
  const exec = sql.exec.bind(sql);
  sql.exec = (text) => {
    if (text === "BEGIN IMMEDIATE") commits += 1;
    exec(text);
  };
  return () => commits;
}

/** Every run as it is stored. @throws when one did not take every step */
function readRuns({ sql }: Database): BareRow[] {
  const rows = sql
    .prepare("SELECT pk, sk, version, data FROM people WHERE sk LIKE 'b#%'")
    .all() as BareRow[];
  const taken = rows.map(({ data }) => {
    const { visits } = JSON.parse(data) as Enrollment;
    return Object.values(visits).reduce((sum, visit) => sum + visit, 0);
  });
  const all = taken.length === PEOPLE && taken.every((steps) => steps === 1 + WARM + ROUNDS);
  if (!all) throw new Error("not every run took every step");
  return rows;
}
