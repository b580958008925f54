import { parseAddress } from "#shared/audience/addresses/index.ts";
import { checkMessageId } from "#shared/content/link-tokens/index.ts";
import { Defect } from "#shared/kernel/errors.ts";
import { keepLast } from "#shared/kernel/keep-last.ts";
import type { Header } from "./mail.ts";
import { writeMailbox } from "./write-mailbox.ts";
import { writeText } from "./write-text.ts";

/**
 * Neither `<`, `>` nor white space, which would end the URL early (RFC 2369 §2); a line holds 998
 * octets.
 */
const HEADER_URL = /^https?:\/\/[!-;=?-~]{1,900}$/;
const FEEDBACK_ID = /^[\w.-]{0,64}(?::[\w.-]{0,64}){2}:[\w.-]{1,64}$/;

/** The start of the year 10000: later RFC 5322 dates break readers. */
const DATE_END = 253_402_300_800_000;

/**
 * The header lines of `mail` up to Content-Type, which the body's writer adds; ASCII, each ended by
 * CRLF.
 * @throws InvalidInput when an address can't be mailed; Defect when one of our own values is
 * malformed
 */
export function writeHeaders(mail: Header): string {
  const id = checkMessageId(mail.messageId);
  const { from, domain } = writeSender(mail.from.name, mail.from.email);
  return (
    from +
    `To: ${writeMailbox(mail.to.name ?? "", parseAddress(mail.to.email), "To: ".length)}\r\n` +
    (mail.replyTo === undefined ? "" : `Reply-To: ${parseAddress(mail.replyTo)}\r\n`) +
    `Subject: ${writeText(mail.subject, "Subject: ".length)}\r\n` +
    `Date: ${writeDate(mail.date)}\r\n` +
    `Message-ID: <${id}@${domain}>\r\n` +
    (mail.class === "marketing"
      ? writeUnsubscribe(mail.unsubscribeUrl)
      : "Auto-Submitted: auto-generated\r\n") +
    (mail.feedbackId === undefined ? "" : writeFeedbackId(mail.feedbackId)) +
    `X-Dripstack-Message: ${id}\r\n` +
    "MIME-Version: 1.0\r\n"
  );
}

/** The mails of a batch have one sender. */
const writeSender = /* @__PURE__ */ keepLast((name: string, email: string) => {
  const address = parseAddress(email);
  const from = `From: ${writeMailbox(name, address, "From: ".length)}\r\n`;
  return { from, domain: address.slice(address.indexOf("@") + 1) };
});

/**
 * RFC 5322 §3.3 in UTC; `toUTCString` differs only in its zone name. Cached, as the mails of a
 * batch share a date.
 */
const writeDate = /* @__PURE__ */ keepLast((date: number): string => {
  if (!(date >= 0 && date < DATE_END)) throw new Defect("a mail's date is epoch milliseconds");
  return `${new Date(date).toUTCString().slice(0, -"GMT".length)}+0000`;
});

/** RFC 8058 §3.1: the second header, with its fixed value, makes the URL one-click. */
function writeUnsubscribe(url: string): string {
  if (!HEADER_URL.test(url)) throw new Defect("the unsubscribe URL can't stand in a header");
  return `List-Unsubscribe: <${url}>\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n`;
}

function writeFeedbackId(feedbackId: string): string {
  if (!FEEDBACK_ID.test(feedbackId)) throw new Defect("a Feedback-ID is a:b:c:sender");
  return `Feedback-ID: ${feedbackId}\r\n`;
}
