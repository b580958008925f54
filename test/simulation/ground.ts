// Loaded before a history begins, or its first mail would wait for it, and no later history's.
import "#shared/content/rendering/index.ts";
import { Database } from "#shared/adapters/sqlite/database.ts";
import { SqliteQueue } from "#shared/adapters/sqlite/queue.ts";
import { SqliteTable } from "#shared/adapters/sqlite/table.ts";
import { DAY_MS, HOUR_MS } from "#shared/kernel/time.ts";
import { addKey } from "#shared/platform/access/index.ts";
import type { Evidence as MailerEvidence } from "#shared/ports/mailer.ts";
import type { QueueMessage, QueueName } from "#shared/ports/queue.ts";
import {
  contentRenderer,
  makeWorld,
  START,
  seededEntropy,
  TestClock,
} from "#test/support/world.ts";
import { Author } from "./author.ts";
import type { StepRequest } from "./check/evidence.ts";
import { Faults, RATES } from "./faults.ts";
import { Invocations } from "./invocations.ts";
import { Journal } from "./journal.ts";
import { Operator } from "./operator.ts";
import { KEY, People, SEND_KEY } from "./people.ts";
import { faultyWorld, type Ground } from "./ports.ts";
import { Provider } from "./provider.ts";
import { Random } from "./random.ts";
import { Receiver } from "./receiver.ts";
import { RunJournal } from "./run-journal.ts";
import { Schedule } from "./schedule.ts";
import type { Options } from "./simulate.ts";
import { StaleReads } from "./stale-reads.ts";
import { CHOICES, EDITED_TOUR } from "./tour.ts";
import { loadSimulated, loadTour, TEMPLATES } from "./workspace.ts";

const EVIDENCE: MailerEvidence[] = ["query", "feed", "none"];
/** What a limited provider allows at first, and after it was lowered. */
const RATE = 10;
const LOW_RATE = 4;
/** In so long most of what happens in a history has happened. */
const BUSY_MS = 4 * DAY_MS;
/** Those that may be paused at any moment. */
const SEQUENCES = ["welcome", "orders", "tour", "extra"];
/** A message sent late comes after this long at most: others overtake it. */
const MAX_LATE_SECONDS = 120;

/**
 * Everything that one history needs: a world in memory, its faulty twin, people, an operator and a
 * provider.
 */
export async function makeGround(options: Options) {
  const { seed, trace } = options;
  const random = new Random(seed);
  const clock = new TestClock();
  const say = trace && ((line: string) => trace(`${stamp(clock.now())} ${line}`));
  const rates = { ...RATES, ...options.rates };
  const faults = new Faults(random, rates, options.only, (name) => say?.(`! ${name}`));
  const schedule = new Schedule(clock, random, faults);
  const database = new Database(":memory:");
  const table = new SqliteTable(database, clock);
  const queue = new SqliteQueue(database, clock);
  const hide = hideTaken(database);
  const perSecond = seed % 4 === 0 ? RATE : Number.POSITIVE_INFINITY;
  const evidence = options.evidence ?? EVIDENCE[seed % 3]!;
  const provider = new Provider(evidence, perSecond, { clock, queue }, random, schedule, faults);
  const author = new Author(clock, random);
  const { world: real } = makeWorld({
    table,
    queue,
    deadLetters: queue,
    backlog: queue,
    renderer: author.over(contentRenderer),
    clock,
    random: seededEntropy(seed),
  });
  await loadSimulated(real);
  await loadTour(real);
  const about = { name: "sim", createdAt: START };
  await addKey(real, KEY, { ...about, scopes: ["admin"] });
  await addKey(real, SEND_KEY, { ...about, scopes: ["send"] });
  const journal = new Journal();
  const runs = new RunJournal();
  const receiver = new Receiver(clock, random, schedule, faults);
  const stale = new StaleReads(table, faults, random);
  const requests: StepRequest[] = [];
  const ground: Ground = {
    ...{ schedule, faults, random, journal, runs, receiver, stale, provider, table, say },
    onClaim: () => {},
    onMove: () => {},
    onRequests: (some) => {
      requests.push(...(some as StepRequest[]).map(({ id, origin }) => ({ id, origin })));
      invocations.call(some);
    },
  };
  const disordered = { ...real, queue: { send: disorder(queue, faults, random) } };
  const world = faultyWorld(disordered, ground);
  const doubtful = new Set<string>();
  const invocations = new Invocations(world, {
    ...{ queue, hide, schedule, faults, random, doubtful, say },
  });
  const people = new People(real, invocations, schedule, random);
  const operator = new Operator(real, clock, invocations, schedule, random);
  if (faults.happens("feedStops"))
    schedule.later(random.below(2 * DAY_MS), () => provider.silence());
  if (faults.happens("rateFalls") && Number.isFinite(perSecond)) {
    schedule.later(random.below(HOUR_MS), () => provider.allow(LOW_RATE));
  }
  if (faults.happens("pausedOnce")) {
    const sequence = SEQUENCES[random.below(SEQUENCES.length)]!;
    schedule.later(random.below(BUSY_MS), () => void operator.pause(sequence));
  }
  if (faults.happens("edited")) {
    const choices = faults.happens("moved") ? CHOICES : [];
    schedule.later(random.below(BUSY_MS), () => void operator.edit("tour", EDITED_TOUR, choices));
  }
  if (faults.happens("templateBreaks")) {
    schedule.later(random.below(BUSY_MS), () => author.breakOne(TEMPLATES));
  }
  if (faults.happens("deploy")) {
    invocations.isDeploying = true;
    schedule.later(random.below(4 * DAY_MS), () => {
      invocations.isDeploying = false;
    });
  }
  const evidenceOfRun = () => ({
    doubtful,
    journal,
    runs,
    receipts: receiver.log,
    requests,
    now: clock.now(),
    rates: provider.rates,
    calls: provider.log,
    reported: provider.reported,
    unwilling: provider.unwilling,
    ...people.known(),
    ...operator.known(),
  });
  return Object.assign(ground, {
    ...{ real, clock, database, queue, invocations, people, operator },
    evidence: evidenceOfRun,
    close: () => database.close(),
  });
}

export type WholeGround = Awaited<ReturnType<typeof makeGround>>;

/**
 * The queue looks past what is taken. In a process that is a few messages; here thousands may be
 * held by those who sleep, and stand before everything else that is visible.
 */
function hideTaken({ sql }: Database) {
  const hide = sql.prepare("UPDATE queue SET visibleAt = ? WHERE id = ?");
  return (ids: string[]) => {
    for (const id of ids) hide.run(Number.MAX_SAFE_INTEGER, Number(id));
  };
}

/** A queue whose messages come twice, and out of their order. */
const disorder =
  (queue: SqliteQueue, { happens }: Faults, random: Random) =>
  (name: QueueName, messages: QueueMessage[]): Promise<void> => {
    const twice = messages.flatMap((one) => (happens("sentTwice") ? [one, one] : [one]));
    const late = twice.map(({ body, delaySeconds = 0 }) => {
      const more = happens("sentLate") ? random.below(MAX_LATE_SECONDS) : 0;
      return { body, delaySeconds: Math.min(delaySeconds + more, 900) };
    });
    return queue.send(name, late);
  };

/** Days, hours, minutes and seconds since the start. */
function stamp(now: number): string {
  const ms = now - START;
  const days = Math.floor(ms / 86_400_000);
  return `${days}d ${new Date(ms).toISOString().slice(11, 23)}`;
}
