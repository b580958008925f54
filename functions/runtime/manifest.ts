import type { RateLimit } from "#shared/kernel/token-bucket.ts";
import type { QueueName } from "#shared/ports/queue.ts";
import type { Environment } from "./environment.ts";
import type { Uses } from "./world.ts";

/** What can wake a function. */
export type Source =
  /** Path prefixes, each with the request rate of all its callers together. */
  | { kind: "http"; routes: Readonly<Record<string, RateLimit>> }
  | {
      kind: "queue";
      queue: QueueName;
      batchSize: number;
      maxConcurrency: number;
      /** On AWS: how long a batch may wait to fill up (decision 4). */
      windowSeconds?: number;
    }
  /** SES delivery events, batched for this long (decision 5). */
  | { kind: "stream"; windowSeconds: number }
  | { kind: "schedule"; everyMinutes: number }
  /** Invoked without waiting: a call that could not begin for this long is dropped. */
  | { kind: "invoke"; lapsesAfterSeconds?: number }
  /**
   * On AWS: keeps a VPC function active. After some idle weeks Lambda suspends it and refuses calls
   * for minutes.
   */
  | { kind: "awake"; everyHours: number };

/**
 * One function, declared once: the CDK app derives manifests, limits and grants from it, the
 * standalone process its wiring, and the handler's world type follows from `uses`.
 */
export type Manifest<U extends Uses = Uses, E extends Environment = Environment> = {
  name: string;
  sources: readonly Source[];
  uses: U;
  /** Its variables beside the names of tables and queues. */
  env: E;
  timeoutSeconds: number;
  memoryMb: number;
  /** What users notice while it fails: the text of its alarm. */
  impact: string;
};

export const defineManifest = <const U extends Uses, E extends Environment>(
  manifest: Manifest<U, E>,
) => manifest;
