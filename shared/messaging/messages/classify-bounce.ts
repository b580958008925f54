/**
 * An enhanced status code (RFC 3463) at the start of a reply, after its code, or in brackets as
 * qmail writes it; never part of an address.
 */
const STATUS = /(?:^|\b[245]\d\d[ -]|\(#)([245])\.(\d{1,3})\.(\d{1,3})(?![.\d])/;
/** A permanent refusal without an enhanced code; only its words give the reason. */
const BARE = /^55[013][ -]/;
const ADDRESS = /<[^>]*>|\S+@\S+/g;
/** Limits foreign input; the reason is at its beginning. */
const MAX_ANSWER = 2_000;
/** How Exim, qmail, Exchange and others report a missing mailbox. */
const NO_MAILBOX = new RegExp(
  [
    String.raw`\bno such (?:local )?(?:user|mailbox|recipient|account|address|person)\b`,
    String.raw`\b(?:user|recipient|mailbox|account|address)(?: is)? (?:unknown|not known|not found|not exist)`,
    String.raw`\b(?:user|recipient|mailbox|account|address) (?:does not|doesn't|did not|didn't) exist`,
    String.raw`\bunknown (?:local )?(?:user|recipient|mailbox|account|address|local[- ]part)\b`,
    String.raw`\bno mailbox (?:here )?by that name\b`,
    String.raw`\binvalid (?:recipient|mailbox|user)\b`,
  ].join("|"),
  "i",
);
/**
 * If a reply is about the sender, a policy or the route, its words prove nothing about the mailbox.
 */
const ABOUT_US =
  /\b(?:sender|from|spam\w*|block\w*|blacklist\w*|polic\w+|relay\w*|auth\w*|spf|dkim|dmarc|reputation|rate|limit)\b/i;

/**
 * Whether a refusal reports a missing mailbox: 5.1.1, 5.1.2, 5.1.3, 5.1.10 (RFC 3463, RFC 7505), or
 * the usual words without an enhanced code ("550 No Such User Here"). 5.7.x is about the sender
 * (reputation, domain policy), never the address; "mailbox unavailable" may be a policy, too (RFC
 * 5321).
 */
export function isBadAddress(answer: string): boolean {
  const status = STATUS.exec(answer);
  if (!status) return hasNoMailbox(answer);
  const [, kind, subject, detail] = status;
  return kind === "5" && subject === "1" && ["1", "2", "3", "10"].includes(detail!);
}

function hasNoMailbox(answer: string): boolean {
  if (!BARE.test(answer)) return false;
  const words = answer.slice(0, MAX_ANSWER).replaceAll(ADDRESS, " ").replaceAll(/\s+/g, " ");
  return NO_MAILBOX.test(words) && !ABOUT_US.test(words);
}

/** Whether a bounce blames the sender: it must never suppress the recipient. */
export const isSenderFault = (status: string) => {
  const [, kind, subject] = STATUS.exec(status) ?? [];
  return kind === "5" && subject === "7";
};
