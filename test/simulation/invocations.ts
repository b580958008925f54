import type { APIGatewayProxyStructuredResultV2, SQSBatchResponse } from "aws-lambda";
import { createHandler as api } from "#functions/api/handler.ts";
import { createHandler as deliver } from "#functions/deliver/handler.ts";
import { createHandler as feedback } from "#functions/feedback/handler.ts";
import { createHandler as publicPages } from "#functions/public/handler.ts";
import { createHandler as react } from "#functions/react/handler.ts";
import type { World } from "#functions/runtime/world.ts";
import { createHandler as tick } from "#functions/tick/handler.ts";
import { TOGETHER_MS } from "#functions/tick/manifest.ts";
import { createHandler as webhookSender } from "#functions/webhook-sender/handler.ts";
import { lambdaContext } from "#infra/standalone/lambda-context.ts";
import { queueEvent } from "#infra/standalone/queue-event.ts";
import type { Received, SqliteQueue } from "#shared/adapters/sqlite/queue.ts";
import type { QueueName } from "#shared/ports/queue.ts";
import { Caller, callers } from "./caller.ts";
import type { Faults } from "./faults.ts";
import { httpEvent } from "./lambda-events.ts";
import type { Random } from "./random.ts";
import type { Schedule } from "./schedule.ts";

type Handler = (event: object, context: object) => Promise<unknown>;
type FunctionName = QueueName | "api" | "public" | "tick" | "webhook-sender";
type Handlers = Record<FunctionName, Handler>;
type Outcome = { kind: "done"; answer: unknown } | { kind: "died" } | { kind: "failed" };
export type Answer = { status: number; body: string };

/** Requests wait so long at most, as on AWS. */
const MAX_CALL_DELAY_MS = 180_000;
/** Of the longest invocation: hundreds of people in one batch. */
const MAX_AWAITS = 400;

/** Runs the real handlers, each invocation as a caller that may die. */
export class Invocations {
  running = 0;
  /** While this is true, every other invocation runs the code of before. */
  isDeploying = false;
  /**
   * Mails whose claimant died, or ended without an outcome: their fate is unknown without
   * evidence.
   */
  readonly doubtful: Set<string>;
  readonly #handlers: Handlers;
  readonly #queue: SqliteQueue;
  readonly #hide: (ids: string[]) => void;
  readonly #schedule: Schedule;
  readonly #faults: Faults;
  readonly #random: Random;
  readonly #say: ((line: string) => void) | undefined;
  #count = 0;
  #crashedLast = false;

  constructor(
    world: World,
    ground: {
      queue: SqliteQueue;
      /** Puts taken messages behind all others, until they are done with or come back. */
      hide: (ids: string[]) => void;
      schedule: Schedule;
      faults: Faults;
      random: Random;
      doubtful: Set<string>;
      say?: (line: string) => void;
    },
  ) {
    this.#queue = ground.queue;
    this.#hide = ground.hide;
    this.#schedule = ground.schedule;
    this.#faults = ground.faults;
    this.doubtful = ground.doubtful;
    this.#random = ground.random;
    this.#say = ground.say;
    const deliveries = deliver(world);
    this.#handlers = {
      work: react(world),
      "deliver-now": deliveries,
      deliver: deliveries,
      feedback: feedback(world),
      api: api(world),
      "webhook-sender": webhookSender(world),
      public: publicPages(world),
      // As on AWS, where the provider has a feed.
      tick: tick(world, world.mailer.evidence === "feed" ? TOGETHER_MS : undefined),
    } as unknown as Handlers;
  }

  async tick(): Promise<boolean> {
    return (await this.#invoke("tick", {})).kind === "done";
  }

  /** A batch to one worker, or to two at once; what neither of them did comes back. */
  async consume(name: QueueName, batch: Received[]): Promise<void> {
    this.#hide(batch.map(({ id }) => id));
    const run = () => this.#invoke(name, queueEvent(name, batch));
    const runs = this.#faults.happens("doubled") ? [run(), run()] : [run()];
    const done = (await Promise.all(runs)).find((outcome) => outcome.kind === "done");
    const failed = new Set(
      done?.kind === "done"
        ? (done.answer as SQSBatchResponse).batchItemFailures.map((one) => one.itemIdentifier)
        : batch.map(({ id }) => id),
    );
    await this.#queue.fail([...failed]);
    await this.#queue.ack(batch.map(({ id }) => id).filter((id) => !failed.has(id)));
  }

  /**
   * Makes requests of steps, each by itself: no caller waits for them, and each is made once, twice
   * or not at all.
   */
  call = (requests: object[]): void => {
    for (const request of requests) {
      if (this.#faults.happens("callLost")) continue;
      for (let i = this.#faults.happens("callTwice") ? 2 : 1; i > 0; i--) {
        const make = () => void this.#invoke("webhook-sender", { requests: [request] });
        if (!this.#faults.happens("callLate")) make();
        else this.#schedule.later(this.#random.below(MAX_CALL_DELAY_MS), make);
      }
    }
  };

  /** One request; status 0 when no answer came. */
  async request(
    to: "api" | "public",
    method: string,
    path: string,
    options: { key?: string; body?: object; idempotencyKey?: string } = {},
  ): Promise<Answer> {
    const event = httpEvent(method, path, options.key, options.body);
    if (options.idempotencyKey) event.headers["idempotency-key"] = options.idempotencyKey;
    const outcome = await this.#invoke(to, event);
    if (outcome.kind !== "done") return { status: 0, body: "" };
    const answer = outcome.answer as APIGatewayProxyStructuredResultV2;
    return { status: answer.statusCode ?? 0, body: answer.body ?? "" };
  }

  /**
   * Among the first, or much later: short invocations die as often as long ones, at any of their
   * awaits.
   */
  #anAwait = (): number => Math.ceil(MAX_AWAITS ** this.#random.next());

  #invoke(name: FunctionName, event: object): Promise<Outcome> {
    this.running += 1;
    const dies = this.#faults.happens(this.#crashedLast ? "crashAgain" : "crash");
    const diesAt = dies ? this.#anAwait() : Number.POSITIVE_INFINITY;
    this.#crashedLast = false;
    const isOld = this.isDeploying && this.#count % 2 === 0;
    const own = new Caller(`${name}:${this.#count++}`, this.#schedule, { diesAt, isOld });
    return new Promise((resolve) => {
      let isOver = false;
      const end = (outcome: Outcome) => {
        if (isOver) return;
        isOver = true;
        this.running -= 1;
        for (const id of own.claims.keys()) this.doubtful.add(id);
        if (outcome.kind === "died") this.#crashedLast = true;
        this.#say?.(`${own.name} ${outcome.kind}`);
        resolve(outcome);
      };
      own.onDeath = () => end({ kind: "died" });
      callers
        .run(own, () => this.#handlers[name](event, lambdaContext()))
        .then(
          (answer) => end({ kind: "done", answer }),
          () => end({ kind: "failed" }),
        );
    });
  }
}
