import { AWAKE } from "#functions/runtime/awake.ts";
import { MINUTE_MS } from "#shared/kernel/time.ts";
import { Random } from "#test/simulation/random.ts";
import { START } from "#test/support/world.ts";
import { Agenda } from "./agenda.ts";
import { deploy, type Tried } from "./deployment.ts";
import { FakeDynamo, type Served } from "./dynamo.ts";
import { Front } from "./front.ts";
import { type Invocation, Meter } from "./invocation.ts";
import { Lambda } from "./lambda.ts";
import { type Entry, Ledger } from "./ledger.ts";
import { FakeSes } from "./ses.ts";
import { setUp } from "./setup.ts";
import { SHAPES, type ShapeName } from "./shapes.ts";
import { FakeSqs } from "./sqs.ts";

export type Options = {
  people: number;
  shape: ShapeName;
  /** Mails a second that SES states. */
  perSecond: number;
  seed: number;
  /** So long after the last sign-up it ends; as long as the sample takes unless given. */
  hours?: number;
  /** What to try in place of what the manifests say. */
  tried?: Tried;
  /** Whether our own events are published. */
  hasBus?: boolean;
  /** How many times faster the sample waits and its readers read; the functions keep their pace. */
  faster?: number;
  /** Told of every command of DynamoDB, those that set up included. */
  onServed?: (served: Served) => void;
  onProgress?: (says: string) => void;
};
/** What a run came to; `counts` is what the figures are divided by. */
export type Run = {
  entries: Entry[];
  counts: { enter: number; mail: number; click: number; open: number; tick: number };
  /** Messages that came back: there should be none. */
  failures: number;
  /** All rows at the end, as bytes. */
  storedBytes: number;
};

/** So often `render` is called for nothing. */
const WAKE_MS = 24 * 60 * MINUTE_MS;

/**
 * Hours: the sample's last step falls due after four days, and its mail is read within half a day.
 */
const WHOLE_HOURS = 4 * 24 + 14;

/**
 * Runs people through the sample sequence on the deployed functions, and notes what AWS would
 * charge for.
 */
export async function run(options: Options): Promise<Run> {
  const agenda = new Agenda<Invocation>(START);
  const meter = new Meter(new Ledger(), agenda);
  const random = new Random(options.seed);
  const dynamo = new FakeDynamo(meter);
  if (options.onServed) dynamo.onServed = options.onServed;
  const sqs = new FakeSqs(meter);
  const ses = new FakeSes(meter, sqs, random, options.perSecond);
  const deployed = deploy({ meter, dynamo, sqs, ses }, options.tried, options.hasBus);
  const world = deployed.newWorld();
  const front = new Front(meter, random, deployed, options.faster);
  const counts = { tick: 0 };
  const failed: unknown[] = [];
  ses.onDelivered = (messageId, at) => void front.read(world, messageId, at);

  let isSetUp = false;
  const setUpDone = setUp(world, options.faster).finally(() => {
    isSetUp = true;
  });
  while (!isSetUp) await agenda.runUntil(() => true);
  await setUpDone;

  meter.isOn = true;
  const arrivals = SHAPES[options.shape].arrivals(options.people);
  const hours = options.hours ?? WHOLE_HOURS / (options.faster ?? 1);
  const endAt = START + (arrivals.at(-1) ?? 0) + hours * 60 * MINUTE_MS;
  const tick = () => {
    counts.tick += 1;
    const minute = Math.round((agenda.now - START) / MINUTE_MS);
    if (minute % 720 === 0) options.onProgress?.(`${minute / 1440} days, ${ses.mails} mails`);
    deployed.tick
      .invoke({}, { shares: { tick: 1 }, causes: new Map() })
      .catch((e) => failed.push(e));
    if (agenda.now < endAt) agenda.at(agenda.now + MINUTE_MS, tick);
  };
  agenda.at(START, tick);
  const wake = () => {
    deployed.render
      .invoke(AWAKE, { shares: { tick: 1 }, causes: new Map() })
      .catch((e) => failed.push(e));
    if (agenda.now < endAt) agenda.at(agenda.now + WAKE_MS, wake);
  };
  agenda.at(START, wake);
  for (const [i, after] of arrivals.entries()) {
    // The first sweep sets the wheel's cursors: nothing is due before they stand.
    agenda.at(START + MINUTE_MS + after, () => {
      front.signUp(i).catch((error) => failed.push(error));
    });
  }
  const write = process.stdout.write;
  process.stdout.write = ((text: string) => {
    Lambda.logged(meter, text);
    return true;
  }) as typeof write;
  try {
    await agenda.runUntil(() => agenda.now >= endAt + MINUTE_MS);
  } finally {
    process.stdout.write = write;
  }
  if (failed.length > 0) throw failed[0];
  return {
    entries: meter.ledger.entries(),
    counts: { ...front.counts, ...counts, mail: ses.mails },
    failures: sqs.failures,
    storedBytes: [...dynamo.stores.values()].reduce((sum, store) => sum + store.bytes(), 0),
  };
}
