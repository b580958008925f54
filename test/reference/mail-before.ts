import type { Message } from "#shared/messaging/messages/index.ts";

const MINUTE_MS = 60_000;

/**
 * From when the step after a mail counts; `open` says until when to wait for the mail's fate
 * instead.
 */
export type From = { at: number; open?: number };

/**
 * docs/design.md, Delivery protocol, Pass: it counts from when the mail left, if that was more than
 * a minute late; not before its fate is known; and from its decision where it was dropped, refused
 * or is in doubt.
 */
export function countsFrom(
  arrivedAt: number,
  mailBefore: string | undefined,
  mails: ReadonlyMap<string, Message>,
  now: number,
): From {
  if (mailBefore === undefined) return { at: arrivedAt };
  const mail = mails.get(mailBefore);
  const left = mail?.facts.sentAt;
  if (left !== undefined) return { at: left > arrivedAt + MINUTE_MS ? left : arrivedAt };
  if (!mail || mail.status === "sending") return { at: arrivedAt, open: now + 15 * MINUTE_MS };
  if (mail.status === "held") {
    return { at: arrivedAt, open: Math.max(mail.until, now + MINUTE_MS) };
  }
  return { at: arrivedAt };
}
