import type { APIGatewayProxyStructuredResultV2, SQSBatchResponse } from "aws-lambda";
import { createHandler as api } from "#functions/api/handler.ts";
import { createHandler as deliver } from "#functions/deliver/handler.ts";
import { createHandler as publicPages } from "#functions/public/handler.ts";
import { createHandler as react } from "#functions/react/handler.ts";
import { createHandler as settle } from "#functions/settle/handler.ts";
import { createHandler as tick } from "#functions/tick/handler.ts";
import { lambdaContext } from "#infra/embedded/lambda-context.ts";
import { queueEvent } from "#infra/embedded/queue-event.ts";
import { Database } from "#shared/adapters/embedded/database.ts";
import { type Received, SqliteQueue } from "#shared/adapters/embedded/queue.ts";
import { SqliteTable } from "#shared/adapters/embedded/table.ts";
import { clickUrl, linkKey, unsubscribeUrl } from "#shared/mail/index.ts";
import { addressHash, findByAddress, readProfile } from "#shared/people/index.ts";
import type { Evidence as MailerEvidence } from "#shared/ports/mailer.ts";
import type { QueueName } from "#shared/ports/queue.ts";
import type { World } from "#shared/ports/world.ts";
import { pkStart } from "#shared/wheel/index.ts";
import { addKey } from "#shared/workspace/index.ts";
import {
  contentRenderer,
  makeWorld,
  START,
  seededEntropy,
  TestClock,
} from "#test/support/world.ts";
import { check, type Evidence, type Verdict } from "./check.ts";
import { gather } from "./gather.ts";
import { httpEvent } from "./lambda-events.ts";
import { type Faults, Process } from "./process.ts";
import { Provider, type ProviderFaults } from "./provider.ts";
import { Random } from "./random.ts";
import { loadSimulated } from "./workspace.ts";

export type Options = {
  sends: number;
  seed: number;
  evidence?: MailerEvidence;
  faults?: Partial<
    Faults & ProviderFaults & { doubled: number; stopAtClaim: number; stall: number }
  >;
  trace?: (line: string) => void;
};

export type Result = Verdict & { sends: number; seed: number; steps: number; ms: number };

const FAULTS = {
  crash: 0.002,
  failBefore: 0.002,
  failAfter: 0.002,
  doubled: 0.3,
  stopAtClaim: 0.05,
  stall: 0.02,
  lostAnswer: 0.01,
  throttle: 0.02,
  refuse: 0.003,
  bounce: 0.01,
  complaint: 0.005,
  feedbackLost: 0.01,
  feedbackDoubled: 0.2,
};

const KEY = "simulated-admin-key-0000";
const EVIDENCE: MailerEvidence[] = ["query", "feed", "none"];
const CONSUMERS: QueueName[] = ["work", "deliver-now", "deliver", "feedback"];
const MAX_WORKERS = 6;
const MAX_STEPS = 50_000_000;
const drain = () => new Promise<void>((resolve) => setImmediate(resolve));

type Outcome = { kind: "done"; answer: unknown } | { kind: "died" } | { kind: "failed" };

/**
 * Drives the real handlers over faulty ports on a simulated clock, until nothing is due any more, and judges what
 * came of it. One seed is one history.
 */
export async function simulate(options: Options): Promise<Result> {
  const started = process.hrtime.bigint();
  const faults = { ...FAULTS, ...options.faults };
  const random = new Random(options.seed);
  const clock = new TestClock();
  const database = new Database(":memory:");
  const table = new SqliteTable(database, clock);
  const queue = new SqliteQueue(database, clock);
  const evidence = options.evidence ?? EVIDENCE[options.seed % 3]!;
  const provider = new Provider(evidence, clock, random, queue, faults);
  if (options.seed % 4 === 0) provider.perSecond = 10;
  const { world: real } = makeWorld({
    table,
    queue,
    deadLetters: queue,
    mailer: provider,
    renderer: contentRenderer,
    clock,
    entropy: seededEntropy(options.seed),
  });
  await loadSimulated(real);
  await addKey(real, KEY, { name: "sim", scopes: ["admin"], createdAt: START });

  /** Who waits for a turn; one that stalls gets none before others had many. */
  const waiting: { resolve: () => void; notBefore: number }[] = [];
  let steps = 0;
  const scheduler = {
    random,
    faults,
    turn: () =>
      new Promise<void>((resolve) => {
        const stall = random.chance(faults.stall) ? random.below(300) : 0;
        waiting.push({ resolve, notBefore: steps + stall });
      }),
    step: () => steps,
    onClaim: (messageId: string) => {
      if (random.chance(faults.stopAtClaim))
        launch(stop(messageId.split("_").slice(0, 2).join("_")));
    },
  };
  const doubtful = new Set<string>();
  const begunAt = new Map<string, number>();
  const unsubscribed = new Map<string, number>();
  const trace = options.trace ?? (() => {});
  let running = 0;

  /** Starts one invocation; it may die at any await. */
  const invoke = (name: string, call: (world: World) => Promise<unknown>): Promise<Outcome> =>
    new Promise((resolve) => {
      const own = new Process(scheduler, doubtful);
      running += 1;
      let over = false;
      const end = (outcome: Outcome) => {
        if (over) return;
        over = true;
        running -= 1;
        trace(`${steps} ${name} ${outcome.kind}`);
        resolve(outcome);
      };
      own.onDeath = () => end({ kind: "died" });
      const world = own.world(real);
      const mailer = world.mailer;
      world.mailer = {
        ...mailer,
        send: async (mail) => {
          const pk = `main#${mail.messageId.split("_").slice(0, 2).join("_")}`;
          const readAt = own.readAt.get(pk) ?? 0;
          begunAt.set(`${mail.messageId}#${mail.attempt}`, readAt);
          return mailer.send(mail);
        },
      };
      call(world).then(
        (answer) => end({ kind: "done", answer }),
        () => end({ kind: "failed" }),
      );
    });

  const handlers = {
    work: react,
    "deliver-now": deliver,
    deliver,
    feedback: settle,
  } as unknown as Record<
    QueueName,
    (world: World) => (event: object, context: object) => Promise<SQSBatchResponse>
  >;

  const consume = async (name: QueueName, batch: Received[]) => {
    const run = () =>
      invoke(name, (world) => handlers[name](world)(queueEvent(name, batch), lambdaContext()));
    const outcomes = await Promise.all(random.chance(faults.doubled) ? [run(), run()] : [run()]);
    const done = outcomes.find((outcome) => outcome.kind === "done");
    const failed = new Set(
      done?.kind === "done"
        ? (done.answer as SQSBatchResponse).batchItemFailures.map((one) => one.itemIdentifier)
        : batch.map(({ id }) => id),
    );
    await queue.fail([...failed]);
    await queue.ack(batch.map(({ id }) => id).filter((id) => !failed.has(id)));
  };

  const call = async (
    handler: unknown,
    method: string,
    path: string,
    body?: object,
    idempotencyKey?: string,
  ): Promise<{ status: number; body: string }> => {
    const create = handler as (
      world: World,
    ) => (event: object, context: object) => Promise<APIGatewayProxyStructuredResultV2>;
    const event = httpEvent(method, path, KEY, body);
    if (idempotencyKey) event.headers["idempotency-key"] = idempotencyKey;
    const outcome = await invoke(`${method} ${path.slice(0, 12)}`, (world) =>
      create(world)(event, lambdaContext()),
    );
    if (outcome.kind !== "done") return { status: 0, body: "" };
    const answer = outcome.answer as APIGatewayProxyStructuredResultV2;
    return { status: answer.statusCode ?? 0, body: answer.body ?? "" };
  };

  const people = Math.max(1, Math.ceil(options.sends / 2));
  const email = (i: number) => `person${i}@example.com`;
  const signUp = async (i: number) => {
    const body = { events: [{ id: `signup-${i}`, email: email(i), name: "signed_up" }] };
    while ((await call(api, "POST", "/v1/events", body)).status !== 202);
  };
  const post = async (i: number, name: string) => {
    const event = { id: `${name}-${steps}-${i}`, email: email(i), name };
    while ((await call(api, "POST", "/v1/events", { events: [event] })).status !== 202);
  };
  const cancelled = new Set<string>();
  const cancel = async (i: number) => {
    const contact = await findByAddress(real, await addressHash(real, email(i)));
    if (contact) cancelled.add(contact);
    await post(i, "cancelled");
  };
  const asked = new Map<string, Set<string>>();
  const ask = async (i: number) => {
    const key = `ask-${steps}-${i}`;
    const ids = new Set<string>();
    asked.set(key, ids);
    const body = { to: email(i), templateId: "receipt", data: {} };
    for (let answers = 0; answers < 2; ) {
      const answer = await call(api, "POST", "/v1/messages", body, key);
      if (answer.status === 202) ids.add((JSON.parse(answer.body) as { id: string }).id);
      if (answer.status === 202) answers += 1;
      else clock.advance(30_000);
    }
  };
  const site = { publicUrl: "", key: linkKey(await real.secrets.get("signing")) };
  /** The person unsubscribes, by the link that their mails carry. */
  const stop = async (contact: string) => {
    const profile = await readProfile(real, contact);
    if (!profile) return;
    const address = await addressHash(real, profile.data.email);
    const path = unsubscribeUrl(site, { contact, address, topic: "all" });
    while ((await call(publicPages, "POST", path)).status !== 200);
    unsubscribed.set(contact, Math.min(unsubscribed.get(contact) ?? steps, steps));
  };
  const click = async () => {
    const calls = provider.log.filter((one) => one.accepted);
    const one = calls[random.below(calls.length)];
    if (one) await call(publicPages, "GET", clickUrl(site, one.messageId, 0));
  };

  const pending = new Set<Promise<unknown>>();
  const launch = (work: Promise<unknown>) => {
    pending.add(work);
    void work.finally(() => pending.delete(work));
  };
  let signedUp = 0;
  /** Orders, cancellings and transactional mails still to come. */
  let extras = Math.ceil(people / 2);
  let nextTick = clock.now();
  const startSomething = (): boolean => {
    if (running >= MAX_WORKERS) return false;
    if (clock.now() >= nextTick) {
      nextTick = clock.now() + 60_000;
      const run = async () => {
        const outcome = await invoke("tick", (world) =>
          (tick(world) as unknown as (e: object, c: object) => Promise<void>)({}, lambdaContext()),
        );
        // The schedule comes again in a minute, whatever became of this call.
        if (outcome.kind !== "done") nextTick = Math.min(nextTick, clock.now());
      };
      launch(run());
      if (random.chance(0.1)) launch(run());
      return true;
    }
    if (signedUp < people && random.chance(0.2)) {
      launch(signUp(signedUp++));
      return true;
    }
    if (random.chance(0.01)) launch(click());
    if (signedUp > 0 && extras > 0 && random.chance(0.05)) {
      extras -= 1;
      const person = random.below(signedUp);
      const kind = random.below(10);
      launch(kind < 6 ? post(person, "ordered") : kind < 8 ? ask(person) : cancel(person));
    }
    const start = random.below(CONSUMERS.length);
    for (let i = 0; i < CONSUMERS.length; i++) {
      const name = CONSUMERS[(start + i) % CONSUMERS.length]!;
      const batch = queue.receive(name, 1 + random.below(10));
      if (batch.length === 0) continue;
      launch(consume(name, batch));
      return true;
    }
    return false;
  };

  while (steps < MAX_STEPS) {
    await drain();
    const canStart = waiting.length === 0 || random.chance(0.15);
    if (canStart && startSomething()) continue;
    if (waiting.length > 0) {
      steps += 1;
      if (random.chance(0.01)) clock.advance(random.below(2_000));
      if (random.chance(0.0002)) clock.advance(600_000);
      const ready = waiting.filter(({ notBefore }) => notBefore <= steps);
      const next = (ready.length > 0 ? ready : waiting)[
        random.below(ready.length || waiting.length)
      ]!;
      waiting.splice(waiting.indexOf(next), 1);
      next.resolve();
      continue;
    }
    if (running > 0 || pending.size > 0) continue;
    if (signedUp < people) continue;
    const next = nextInstant(table, queue, clock.now());
    if (next === undefined) break;
    clock.advance(Math.max(1, next - clock.now()));
    nextTick = Math.min(nextTick, clock.now());
  }

  const facts = await gather(real, provider, queue);
  const { perSecond } = provider;
  const seen = { begunAt, unsubscribed, doubtful, cancelled, asked, perSecond };
  const verdict = check({ ...facts, ...seen } satisfies Evidence);
  database.close();
  const ms = Number((process.hrtime.bigint() - started) / 1_000_000n);
  return { sends: facts.mails.length, seed: options.seed, ...verdict, steps, ms };
}

/** The next instant at which something is due, on a queue or on the wheel. */
function nextInstant(table: SqliteTable, queue: SqliteQueue, now: number): number | undefined {
  const slots = ["m", "q"].flatMap((wheel) => {
    const slotMs = wheel === "m" ? 60_000 : 900_000;
    const from = `${wheel}#${String(Math.floor(now / slotMs) + 1).padStart(9, "0")}`;
    const pk = table.firstPk("due", from);
    return pk?.startsWith(`${wheel}#`) ? [pkStart(pk)] : [];
  });
  const instants = [queue.nextVisibleAt(), ...slots].filter((at) => at !== undefined);
  return instants.length === 0 ? undefined : Math.min(...instants);
}
