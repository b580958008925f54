import { Defect } from "#shared/kernel/errors.ts";

/** Valid as an SES tag value and as the left side of a Message-ID (RFC 5322 §3.6.4). */
const MESSAGE_ID = /^[A-Za-z0-9_-]{1,80}$/;

export const isMessageId = (text: string) => MESSAGE_ID.test(text);

/** @throws Defect when `text` is no message id */
export function checkMessageId(text: string): string {
  if (!isMessageId(text)) throw new Defect("a message id is 1 to 80 of A-Z a-z 0-9 _ -");
  return text;
}
