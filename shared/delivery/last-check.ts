import { MINUTE_MS, SECOND_MS } from "#shared/kernel/time.ts";
import { type Message, type Person, readPerson } from "#shared/people/index.ts";
import type { Item } from "#shared/ports/table.ts";
import { readSwitches } from "#shared/workspace/index.ts";
import type { Claimed } from "./claim.ts";
import { mayMail, type Verdict } from "./may-mail.ts";
import { withoutProtocol } from "./outcome.ts";
import { close, hold } from "./set-aside.ts";
import type { DeliverWorld } from "./world.ts";

/** A call may follow only while this much of the lease is left: its own limit is 10 seconds. */
const LEASE_LEFT_MS = MINUTE_MS;
/** A check older than this (monotonic) is made again before the call. */
export const FRESH_MS = 2 * SECOND_MS;

/**
 * Last check (§7, 7): one consistent read after the claim. Whatever was committed before it (an unsubscribing,
 * an exit, somebody else's claim) stops the mail; the instant of this answer is when its send begins.
 * Returns the claims that may be called now.
 */
export async function lastCheck(world: DeliverWorld, claims: Claimed[]): Promise<Claimed[]> {
  if (claims.length === 0) return [];
  const stampMs = world.clock.monotonicMs();
  const now = world.clock.now();
  const [switches, people] = await Promise.all([
    readSwitches(world),
    Promise.all(claims.map(({ id, person }) => readPerson(world, person.id, now, [id]))),
  ]);
  const passed: Claimed[] = [];
  for (const [i, mine] of claims.entries()) {
    const person = people[i]!;
    const own = person.messages.find(({ data }) => data.id === mine.id);
    if (!own || !isOurs(own.data, mine)) continue;
    if (own.data.status === "sending" && own.data.leaseEndsAt - now > LEASE_LEFT_MS) {
      const verdict = mayMail({ ...mine.draft }, withoutOwn(person, mine.id), switches.data, now);
      const moved = person.profile?.data.email !== mine.row.to;
      if (verdict.kind === "send" && !moved) {
        passed.push({ ...mine, person, row: own.data, version: own.version, stampMs });
      } else await giveUp(world, own, verdict, now);
    } else await release(world, own, now);
  }
  return passed;
}

const isOurs = (row: Message, mine: Claimed) =>
  (row.status === "sending" || row.status === "unknown") && row.token === mine.row.token;

const withoutOwn = (person: Person, id: string): Person => ({
  ...person,
  messages: person.messages.filter(({ data }) => data.id !== id),
});

/** The claim is ours and nothing was called: the verdict's end, or back to be tried again. */
async function giveUp(
  world: DeliverWorld,
  { data, version }: Item<Message>,
  verdict: Verdict,
  now: number,
): Promise<void> {
  if (verdict.kind === "drop") {
    const message: Message = {
      ...withoutProtocol(data),
      status: "dropped",
      reason: verdict.reason,
    };
    return close(world, [{ message, expect: version }]);
  }
  const until = verdict.kind === "hold" ? verdict.until : now + MINUTE_MS;
  const reason = verdict.kind === "send" ? "address changed" : verdict.reason;
  const message: Message = { ...withoutProtocol(data), status: "held", until, reason };
  return hold(world, [{ message, expect: version }]);
}

/**
 * Gives back a claim that was never called: to `held`, also from `unknown`; one that a run no longer waits
 * for is dropped.
 */
export async function release(
  world: DeliverWorld,
  { data, version }: Item<Message>,
  now: number,
): Promise<void> {
  const rest = withoutProtocol(data);
  if (data.status === "unknown" && data.passed) {
    const message: Message = { ...rest, status: "dropped", reason: "overtaken" };
    return close(world, [{ message, expect: version }]);
  }
  const message: Message = { ...rest, status: "held", until: now, reason: "released" };
  return hold(world, [{ message, expect: version }]);
}
