import type { Clock } from "#shared/ports/clock.ts";
import type { Random } from "#shared/ports/random.ts";

/** What the ids of the things that a request makes begin from, and their instant. */
export type RequestSeed = { digest: string; at: number };

/** Repeated under the same Idempotency-Key, a request has the same seed. */
export const seedOf = (
  { random, clock }: { random: Random; clock: Clock },
  call?: RequestSeed,
): RequestSeed => ({
  digest: call?.digest ?? Buffer.from(random.bytes(12)).toString("base64url"),
  at: call?.at ?? clock.now(),
});
