import { createHash } from "node:crypto";
import { MINUTE_MS } from "#shared/kernel/time.ts";
import type { Clock } from "#shared/ports/clock.ts";
import type { Random } from "#shared/ports/random.ts";
import type { SignInCodes } from "#shared/ports/sign-in-codes.ts";

const LASTS_MS = 10 * MINUTE_MS;
/** The oldest goes first: only admins and starts make codes. */
const MAX_CODES = 100;

const hashOf = (code: string) => createHash("sha256").update(code).digest("hex");

/** Codes of this process, by their hashes: a code ends with its use, its time or the process. */
export class LocalSignInCodes implements SignInCodes {
  readonly #codes = new Map<string, { keyHash: string; endsAt: number }>();
  readonly #clock: Pick<Clock, "realNow">;
  readonly #random: Random;

  constructor(clock: Pick<Clock, "realNow">, random: Random) {
    this.#clock = clock;
    this.#random = random;
  }

  make = (keyHash: string) => {
    const code = Buffer.from(this.#random.bytes(32)).toString("base64url");
    const endsAt = this.#clock.realNow() + LASTS_MS;
    this.#codes.set(hashOf(code), { keyHash, endsAt });
    if (this.#codes.size > MAX_CODES) this.#codes.delete(this.#codes.keys().next().value!);
    return { code, endsAt };
  };

  redeem = (code: string): string | undefined => {
    const hash = hashOf(code);
    const found = this.#codes.get(hash);
    this.#codes.delete(hash);
    return found && found.endsAt > this.#clock.realNow() ? found.keyHash : undefined;
  };
}
