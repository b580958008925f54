import type { Enrollment } from "#shared/automation/enrollments/index.ts";
import { KEEP_EVENTS_MS } from "#shared/kernel/retention.ts";
import { MINUTE_MS } from "#shared/kernel/time.ts";
import { isOut, leftAt, type Message } from "#shared/messaging/messages/index.ts";
import { onTime } from "./allowed-lateness.ts";
import type { Visit } from "./step.ts";

/** When to check again a mail that has neither left nor failed. */
const RECHECK_MS = 15 * MINUTE_MS;

type WaitAnchor = Visit["anchor"];

/**
 * What a step after a mail counts its time from (docs/design.md, Delivery protocol, Pass): when the
 * mail left, if that was late; its decision when it was dropped, refused or in doubt. Unsettled
 * while the mail is held, being sent or without a row.
 */
export function waitAnchor(run: Enrollment, mails: Map<string, Message>, now: number): WaitAnchor {
  if (run.after === undefined) return { at: run.arrivedAt, settled: true };
  const mail = mails.get(run.after);
  const settled = { at: run.arrivedAt, settled: true } as const;
  const open = { at: run.arrivedAt, settled: false } as const;
  // Its row may have expired, so it settled long ago.
  if (!mail && run.arrivedAt + KEEP_EVENTS_MS <= now) return settled;
  if (!mail) return { ...open, until: now + RECHECK_MS };
  if (isOut(mail)) {
    return { at: onTime(run.arrivedAt, leftAt(mail) ?? run.arrivedAt), settled: true };
  }
  if (mail.status === "held") return { ...open, until: Math.max(mail.until, now + MINUTE_MS) };
  if (mail.status === "sending") return { ...open, until: now + RECHECK_MS };
  return settled;
}
