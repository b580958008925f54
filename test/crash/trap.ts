import type { Random } from "#test/simulation/random.ts";

/**
 * What the relay must have seen when it kills the program: a mail of which only the sender was
 * named (claimed, not sent), one whose body is about to come, one taken but not answered, half an
 * answer, a whole one (accepted, not settled). `request`: one to the API was just sent.
 */
export const MOMENTS = ["named", "asked", "taken", "half-answered", "answered"] as const;
export type Moment = (typeof MOMENTS)[number] | "request";

/** The kill comes when the moment has been seen `count` times since the trap was set. */
export type Trap = { moment: Moment; count: number };

/** One kill of five may come between mails: while events and contacts are taken in. */
const isRequest = (kill: number) => kill % 5 === 1;
/** One of three comes soon after the one before: it hits the recovery. */
const isRecovery = (kill: number) => kill % 3 === 2;
const RECOVERY_MAILS = 24;
/** At most, so that the last kill finds mail, although mails in doubt are not sent again. */
const SHARE_OF_MAILS = 0.75;

/** Draws the traps of a run that makes so many mails. */
export function drawTraps(random: Random, kills: number, mails: number): Trap[] {
  const all = Array.from({ length: kills }, (_, kill) => kill);
  const far = all.filter((kill) => !isRequest(kill) && !isRecovery(kill)).length;
  const gap = (mails * SHARE_OF_MAILS) / far;
  return all.map((kill): Trap => {
    if (isRequest(kill)) return { moment: "request", count: 1 + random.below(gap / 2) };
    const moment = MOMENTS[random.below(MOMENTS.length)]!;
    const count = isRecovery(kill) ? random.below(RECOVERY_MAILS) : gap / 2 + random.below(gap / 2);
    return { moment, count: 1 + Math.floor(count) };
  });
}
