import { expect, test } from "vitest";
import { isBadAddress, isSenderFault } from "#shared/messaging/messages/index.ts";

test.each([
  "550 5.1.1 <ada@example.com>: Recipient address rejected: User unknown in local table",
  "550-5.1.1 The email account that you tried to reach does not exist.\n550 5.1.1 https://example.com",
  "550 5.1.10 RESOLVER.ADR.RecipientNotFound; not found",
  "550 No Such User",
  "550 No Such User Here",
  '550 no such user here"',
  "550 <ada@example.com>: user unknown",
  "550 Unknown user: ada",
  "550 User ada@example.com does not exist",
  "553 sorry, no mailbox here by that name",
  "553 sorry, no mailbox here by that name. (#5.1.1)",
  "550-Verification failed for <ada@example.com>\n550 no such recipient",
  "551 Unknown local part ada in <ada@example.com>",
  "550 Invalid recipient <ada@example.com>",
  "550 mailbox not found",
  "550 Address unknown",
  "550 Recipient not found",
])("%j says that there is no such mailbox", (answer) => {
  expect(isBadAddress(answer)).toBe(true);
});

test.each([
  "550 5.7.1 no such user may relay",
  "550 5.7.515 Access denied, sending domain does not meet the required authentication level",
  "550 5.2.1 The email account that you tried to reach is disabled",
  "450 no such user",
  "450 4.1.1 user unknown",
  "550 Requested action not taken: mailbox unavailable",
  "550 Sender address unknown",
  "550 rejected by policy: invalid recipient for this sender",
  "550 Authentication required: unknown user",
  "550 relaying denied, user unknown",
  "550 blocked",
  "550 <no-such-user@example.com> is over quota",
  "550 message for user.unknown@example.com is spam",
  "553 sorry, that domain isn't in my list of allowed rcpthosts (#5.7.1)",
  "MessageRejected: no such user",
  "",
])("%j says nothing of the mailbox", (answer) => {
  expect(isBadAddress(answer)).toBe(false);
});

test("only 5.7.x blames the sender", () => {
  expect(isSenderFault("553 not allowed (#5.7.1)")).toBe(true);
  expect(isSenderFault("550 5.1.1 no such user")).toBe(false);
});
