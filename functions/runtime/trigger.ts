import type { RateLimit } from "#shared/kernel/token-bucket.ts";
import type { QueueName } from "#shared/ports/queue.ts";
import type { Environment } from "./environment.ts";
import type { Uses } from "./world.ts";

/** What can wake a function. */
export type Source =
  /**
   * Each prefix of paths with what all its callers together may ask: a flood of one leaves the
   * others alone.
   */
  | { kind: "http"; routes: Readonly<Record<string, RateLimit>> }
  | {
      kind: "queue";
      queue: QueueName;
      batchSize: number;
      maxConcurrency: number;
      /** So long a batch may wait to be fuller, on AWS: what a batch costs, its messages share (decision 4). */
      windowSeconds?: number;
    }
  /** What SES says of mails that arrived, gathered for so long (decision 5). */
  | { kind: "stream"; windowSeconds: number }
  | { kind: "schedule"; everyMinutes: number }
  /** Invoked without waiting: a call that could not begin for this long is dropped. */
  | { kind: "invoke"; lapsesAfterSeconds?: number }
  /**
   * Called for nothing, on AWS: a function in a network that was not called for some weeks is put to
   * sleep, and refuses calls for minutes when it is wanted again.
   */
  | { kind: "awake"; everyHours: number };

/**
 * One function, declared once: the CDK app makes triggers, limits and grants of it, the embedded process wires
 * the same, and the handler's own type follows from `uses`.
 */
export type Trigger<U extends Uses = Uses, E extends Environment = Environment> = {
  name: string;
  sources: readonly Source[];
  uses: U;
  /** What it reads from its environment, beside the names of the tables and queues that it uses. */
  env: E;
  timeoutSeconds: number;
  memoryMb: number;
  /** What people notice while it fails: the text of its alarm. */
  impact: string;
};

export const defineTrigger = <const U extends Uses, E extends Environment>(
  trigger: Trigger<U, E>,
) => trigger;
