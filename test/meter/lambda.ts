import { lambdaContext } from "#infra/standalone/lambda-context.ts";
import type { Invocation, Meter } from "./invocation.ts";

/** A function as AWS wraps it: any event, and a context. */
export type Handler = (event: object, context: object) => Promise<unknown>;
/** What makes a function's execution environment: its own adapters and caches. */
export type Deployed = { name: string; memoryMb: number; create: () => Handler };

/**
 * AWS: "Configure Lambda function memory": 1,769 MB are one processor, less is that much of one.
 */
const MB_PER_CPU = 1_769;
/**
 * How much longer an arm64 processor there takes than the one that this runs on; not measured.
 */
const CPU_FACTOR = 1;
/**
 * Signing, HTTP and TLS of one call of the SDK, on a whole processor, which the fake clients leave
 * out; assumed.
 */
const SDK_CPU_MS = 0.4;
/**
 * A cold start's INIT, billed since Aug 2025, and how long an idle environment is kept; both
 * assumed.
 */
const INIT_MS = 250;
const KEPT_MS = 10 * 60_000;
/**
 * What CloudWatch adds to every line. Of Lambda's own there are none but warnings
 * (`infra/aws/worker.ts`).
 */
const LINE_BYTES = 26;

export const ASSUMED =
  `a duration is the longest path of calls (DynamoDB 5 ms, a transaction 10, SQS 10, SES 20, the bus 15) and the ` +
  `processor's time, measured here, x ${CPU_FACTOR}, and ${SDK_CPU_MS} ms a call for the SDK, both x 1,769 MB / memory; ` +
  `a cold start is ${INIT_MS} ms, after ${KEPT_MS / 60_000} idle minutes`;

type Environment = { handler: Handler; usedAt: number };

/** One function with its execution environments; each does one invocation at a time. */
export class Lambda {
  readonly #meter: Meter;
  readonly #deployed: Deployed;
  #idle: Environment[] = [];

  constructor(meter: Meter, deployed: Deployed) {
    this.#meter = meter;
    this.#deployed = deployed;
  }

  get name(): string {
    return this.#deployed.name;
  }

  /** Runs one invocation and charges for it. Rejects with what the handler throws. */
  async invoke(event: object, about: Pick<Invocation, "shares" | "causes">): Promise<unknown> {
    const { agenda } = this.#meter;
    const invocation: Invocation = {
      ...about,
      by: this.#deployed.name,
      calls: 0,
      cpuMs: 0,
      hasSent: false,
    };
    return this.#meter.run(invocation, async () => {
      agenda.running += 1;
      const startedAt = agenda.now;
      // Begins as something on the agenda, so that its time on the processor is seen.
      await agenda.pause(0, invocation);
      const { environment, initMs } = this.#take();
      try {
        return await environment.handler(event, lambdaContext());
      } finally {
        // What it did since its last wait is seen only at the next.
        await agenda.pause(0, invocation);
        this.#bill(invocation, initMs, agenda.now - startedAt);
        environment.usedAt = agenda.now;
        this.#idle.push(environment);
        agenda.running -= 1;
      }
    });
  }

  /** What a line that a handler writes costs. */
  static logged(meter: Meter, text: string): void {
    const lines = text.split("\n").length - 1;
    meter.charge("logBytes", Buffer.byteLength(text) + lines * LINE_BYTES, "handlers");
  }

  #take(): { environment: Environment; initMs: number } {
    const { now } = this.#meter.agenda;
    this.#idle = this.#idle.filter(({ usedAt }) => now - usedAt < KEPT_MS);
    const warm = this.#idle.pop();
    if (warm) return { environment: warm, initMs: 0 };
    return { environment: { handler: this.#deployed.create(), usedAt: now }, initMs: INIT_MS };
  }

  #bill(invocation: Invocation, initMs: number, waitedMs: number): void {
    const { memoryMb } = this.#deployed;
    const cpuMs = Math.max(0, invocation.cpuMs) * CPU_FACTOR + invocation.calls * SDK_CPU_MS;
    const ms = Math.ceil(waitedMs + cpuMs * (MB_PER_CPU / memoryMb));
    const gb = memoryMb / 1024 / 1000;
    const meter = this.#meter;
    meter.charge("invocations", 1, "invocations");
    meter.charge("gbSeconds", ms * gb, "duration", { bytes: ms });
    if (initMs > 0) meter.charge("gbSeconds", initMs * gb, "cold starts", { bytes: initMs });
  }
}
