import type { Profile } from "#shared/audience/profiles/index.ts";
import { HOUR_MS, MINUTE_MS } from "#shared/kernel/time.ts";
import type { MessageClass } from "#shared/messaging/messages/index.ts";
import type { LiveDefinitions } from "#shared/platform/live-definitions/index.ts";
import { cappedUntil } from "./cap.ts";
import { earlierOpen, laterSent, orderPause } from "./order.ts";
import type { Recipient } from "./recipient.ts";
import { MAX_AGE_MS, runOf, type SendCandidate } from "./send-candidate.ts";
import { closedUntil } from "./send-times.ts";

/** `leave` changes nothing: a paused or erased mail keeps its row. */
export type SendDecision =
  | { kind: "send" }
  | { kind: "hold"; until: number; reason: string }
  | { kind: "drop"; reason: string }
  | { kind: "leave"; reason: string };

/**
 * While sending is stopped, a mail is checked again after as long as the stop has lasted, within
 * these bounds.
 */
const STOPPED_PAUSE_MS = { least: MINUTE_MS, most: HOUR_MS };

/** Decides whether this mail may be sent to this contact now: the only place that does. Pure. */
export function mayMail(
  mail: SendCandidate,
  snapshot: Recipient,
  live: LiveDefinitions,
  now: number,
): SendDecision {
  const profile = snapshot.profile?.data;
  if (!profile || profile.erasedAt !== undefined) return { kind: "leave", reason: "erased" };
  const blocked =
    mail.team === undefined
      ? blockedBy(mail.needsConsent ? "marketing" : mail.class, profile)
      : blockedBy("transactional", { suppression: snapshot.team ?? null, subscribed: true });
  if (blocked) return { kind: "drop", reason: blocked };
  if (hasExited(mail, snapshot)) return { kind: "drop", reason: "exited" };
  if (now - mail.bornAt > MAX_AGE_MS) return { kind: "drop", reason: "late" };
  if (live.stoppedAt !== undefined) {
    const { least, most } = STOPPED_PAUSE_MS;
    const pause = Math.min(Math.max(now - live.stoppedAt, least), most);
    return { kind: "hold", until: now + pause, reason: "stopped" };
  }
  if (isPaused(mail, live)) return { kind: "leave", reason: "paused" };
  const later = laterSent(mail, snapshot);
  if (later === "sent") return { kind: "drop", reason: "overtaken" };
  if (later === "sending") {
    return { kind: "hold", until: now + orderPause(mail, now), reason: "order" };
  }
  const earlier = earlierOpen(mail, snapshot, now);
  if (earlier) return { kind: "hold", until: earlier.until, reason: "order" };
  return heldByRules(mail, snapshot, profile, live, now) ?? { kind: "send" };
}

/** Transactional mail ignores an unsubscribe, but no other suppression. */
function blockedBy(
  kind: MessageClass,
  { suppression, subscribed }: Pick<Profile, "suppression" | "subscribed">,
): string | undefined {
  const reason = suppression?.reason;
  if (kind === "transactional") return reason === "unsubscribe" ? undefined : reason;
  return reason ?? (subscribed ? undefined : "unsubscribed");
}

/** Whether the mail's run has exited; notifications to the team are sent all the same. */
function hasExited(mail: SendCandidate, { enrollments }: Recipient): boolean {
  const source = runOf(mail);
  return (
    source !== undefined &&
    enrollments.some(
      ({ data: { sequence, entryKey, run, status, exitedRuns } }) =>
        sequence === source.sequence &&
        entryKey === source.entryKey &&
        ((run === source.run && status === "exited") || exitedRuns.includes(source.run)),
    )
  );
}

const isPaused = ({ source }: SendCandidate, { sequences }: LiveDefinitions): boolean =>
  source.kind === "run" && sequences[source.sequence]?.state !== "live";

/** The sequence's rules now in force apply, whichever version the run follows. */
function heldByRules(
  mail: SendCandidate,
  snapshot: Recipient,
  profile: Profile,
  { sequences, timeZone }: LiveDefinitions,
  now: number,
): SendDecision | undefined {
  const rules = sequences[runOf(mail)?.sequence ?? ""]?.sending;
  if (!rules) return undefined;
  const closed = closedUntil(rules, profile, timeZone, now);
  if (closed !== undefined) return { kind: "hold", until: closed, reason: "outside send times" };
  const capped = rules.cap && cappedUntil(mail, snapshot, rules.cap, now);
  return capped === undefined ? undefined : { kind: "hold", until: capped, reason: "cap" };
}
