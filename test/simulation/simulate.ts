import { parseMessageId } from "#shared/kernel/ids.ts";
import { DAY_MS, MINUTE_MS, SECOND_MS } from "#shared/kernel/time.ts";
import type { Evidence as MailerEvidence } from "#shared/ports/mailer.ts";
import { QUEUES } from "#shared/ports/queue.ts";
import { check, type Verdict } from "./check/check.ts";
import type { Fired, Rates } from "./faults.ts";
import { gather } from "./gather.ts";
import { makeGround } from "./ground.ts";
import { nextInstant } from "./next-instant.ts";

export type Options = {
  sends: number;
  seed: number;
  evidence?: MailerEvidence;
  rates?: Partial<Rates>;
  /** Only the faults at these places come. */
  only?: ReadonlySet<number>;
  trace?: (line: string) => void;
};

export type Result = Verdict & {
  sends: number;
  seed: number;
  steps: number;
  ms: number;
  fired: Fired[];
};

/** Invocations at once; those that nap are not counted. */
const MAX_WORKERS = 6;
/**
 * Ten times what a history takes: one that goes on for longer will not end, and is judged as it
 * stands.
 */
const MAX_TURNS = { atLeast: 20_000, perSend: 2_000 };
/** Mails that a person causes at least, on average. */
const PER_PERSON = 3;
/** Which sequence is paused when a claim was won. */
const PAUSED = ["welcome", "orders", "tour"];
/** Of a hundred people so many ask for a tour, tap, and are changed, over some days. */
const PERCENT = { tour: 25, tap: 20, change: 50 };
const BUSY_MS = 4 * DAY_MS;
const MAX_JUMP_MS = 20 * MINUTE_MS;
/** Resolves when all that could go on without anything from outside has done so. */
const settled = () => new Promise<void>((resolve) => process.nextTick(resolve));
/** A history is to hear of a signal while it is busy. */
const TURNS_PER_LOOP = 256;
/** The same of what waits for the event loop: a module's first import, an answer of the disk. */
const turned = () => new Promise<void>((resolve) => setImmediate(resolve));

/**
 * Drives the real handlers over faulty ports on a simulated clock, until nothing is due any more,
 * and judges what came of it. One seed is one history.
 */
export async function simulate(options: Options): Promise<Result> {
  const started = process.hrtime.bigint();
  const ground = await makeGround(options);
  const { random, faults, clock, schedule, queue, provider, invocations } = ground;
  const { people, operator } = ground;
  const pending = new Set<Promise<unknown>>();
  const launch = (work: Promise<unknown>) => {
    pending.add(work);
    void work.finally(() => pending.delete(work));
  };

  ground.onClaim = (messageId) => {
    const { contact } = parseMessageId(messageId);
    const kind = random.below(22);
    if (kind >= 20) launch(people.changeBy(contact));
    else if (kind < 11) launch(people.unsubscribe(contact));
    else if (kind < 14) launch(operator.suppress(contact));
    else if (kind < 16) launch(operator.erase(contact));
    else if (kind < 18) launch(people.cancelBy(contact));
    else if (kind === 18) launch(operator.pause(PAUSED[random.below(PAUSED.length)]!));
    else launch(operator.kill());
  };

  ground.onMove = (messageId) => {
    launch(people.changeBy(parseMessageId(messageId).contact, 1));
  };

  ground.journal.onCompleted = (contact) => {
    if (faults.happens("orderAtEnd")) launch(people.orderAgain(contact));
  };

  const size = Math.max(1, Math.ceil(options.sends / PER_PERSON));
  let signedUp = 0;
  /** Orders, cancellings and transactional mails still to come. */
  let extras = Math.ceil(size / 2);
  const ticks = { last: clock.now(), next: clock.now() };
  let jumpedAt = 0;
  for (const name of ["tour", "tap", "change"] as const) {
    for (let i = 0; i < (size * PERCENT[name]) / 100; i++) {
      schedule.later(random.below(BUSY_MS), () => {
        const person = random.below(signedUp);
        launch(people[name](person));
        if (random.chance(0.5)) launch(people.change(person));
      });
    }
  }

  const tick = async () => {
    // The schedule comes again in a minute, whatever became of this call.
    if (!(await invocations.tick())) ticks.next = Math.min(ticks.next, clock.now());
  };

  const actSomehow = () => {
    if (random.chance(0.01)) launch(people.click(provider));
    if (signedUp > 0 && extras > 0 && random.chance(0.05)) {
      extras -= 1;
      const person = random.below(signedUp);
      const kind = random.below(10);
      const { order, ask, cancel } = people;
      launch((kind < 6 ? order : kind < 8 ? ask : cancel)(person));
    }
  };

  const startSomething = (): boolean => {
    if (invocations.running - schedule.napping >= MAX_WORKERS) return false;
    if (clock.now() >= ticks.next) {
      ticks.last = clock.now();
      ticks.next = ticks.last + MINUTE_MS;
      launch(tick());
      if (faults.happens("tickedTwice")) launch(tick());
      return true;
    }
    if (signedUp < size && random.chance(0.2)) {
      launch(people.signUp(signedUp++));
      return true;
    }
    actSomehow();
    const start = random.below(QUEUES.length);
    for (let i = 0; i < QUEUES.length; i++) {
      const name = QUEUES[(start + i) % QUEUES.length]!;
      const batch = queue.receive(name, 1 + random.below(10));
      if (batch.length === 0) continue;
      launch(invocations.consume(name, batch));
      return true;
    }
    return false;
  };

  const maxTurns = MAX_TURNS.atLeast + MAX_TURNS.perSend * options.sends;
  while (schedule.turns < maxTurns) {
    await (schedule.turns % TURNS_PER_LOOP === 0 ? turned() : settled());
    if ((schedule.isIdle || random.chance(0.15)) && startSomething()) continue;
    if (schedule.release()) {
      if (random.chance(0.01)) clock.advance(random.below(2 * SECOND_MS));
      if (faults.happens("jump")) clock.advance(random.below(MAX_JUMP_MS));
      continue;
    }
    await turned();
    if (signedUp < size) continue;
    // A last tick has the last word: it may have dead letters to bring back.
    const next = nextInstant(ground, ticks) ?? (ticks.last < jumpedAt ? ticks.next : undefined);
    if (next !== undefined) {
      clock.advance(Math.max(1, next - clock.now()));
      jumpedAt = clock.now();
    } else if (invocations.running === 0 && pending.size === 0) break;
  }

  const facts = await gather(ground);
  const verdict = check({ ...facts, ...ground.evidence() });
  ground.close();
  const ms = Number((process.hrtime.bigint() - started) / 1_000_000n);
  const { seed } = options;
  return {
    sends: facts.mails.length,
    seed,
    ...verdict,
    steps: schedule.turns,
    ms,
    fired: faults.fired,
  };
}
