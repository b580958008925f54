import { HOUR_MS } from "#shared/kernel/time.ts";
import type { Clock } from "#shared/ports/clock.ts";
import type { Renderer, RenderResult } from "#shared/ports/renderer.ts";
import type { Random } from "./random.ts";

/** Long before a mail is too late, an author mends what they broke. */
const MENDED_AFTER_MS = 12 * HOUR_MS;

const STOPPED: RenderResult = { ok: false, reason: "simulated", broken: true };

/**
 * Breaks a template by a version that stops every mail, and mends it by the next one, hours later.
 */
export class Author {
  readonly #clock: Clock;
  readonly #random: Random;
  #broken: { subject: string; until: number } | undefined;

  constructor(clock: Clock, random: Random) {
    this.#clock = clock;
    this.#random = random;
  }

  /** `subjects` name the templates. */
  breakOne(subjects: readonly string[]): void {
    const subject = subjects[this.#random.below(subjects.length)]!;
    const until = this.#clock.now() + this.#random.below(MENDED_AFTER_MS);
    this.#broken = { subject, until };
  }

  /** A renderer that stops the mails of what is broken. */
  over = (renderer: Renderer): Renderer => ({
    ...renderer,
    render: async (requests) => {
      const results = await renderer.render(requests);
      return results.map((result, i) =>
        this.#isBroken(requests[i]!.template.subject) ? STOPPED : result,
      );
    },
  });

  #isBroken(subject: string): boolean {
    const { subject: broken, until } = this.#broken ?? {};
    return subject === broken && this.#clock.now() < until!;
  }
}
