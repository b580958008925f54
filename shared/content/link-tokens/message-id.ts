import { Defect } from "#shared/kernel/errors.ts";

/** An SES tag value that also fits a Message-ID's left side (RFC 5322 §3.6.4). */
const MESSAGE_ID = /^[A-Za-z0-9_-]{1,80}$/;

export const isMessageId = (text: string) => MESSAGE_ID.test(text);

/** @throws Defect when `text` is no message id: ours always are */
export function checkMessageId(text: string): string {
  if (!isMessageId(text)) throw new Defect("a message id is 1 to 80 of A-Z a-z 0-9 _ -");
  return text;
}
