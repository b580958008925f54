import { expect, test } from "vitest";
import type { Item } from "../../../web/src/pages/contacts/describe-entry.ts";
import { foldMails } from "../../../web/src/pages/contacts/fold-mails.ts";

const at = "2026-11-30T21:02:49.300Z";
const later = "2026-11-30T21:02:50.000Z";
const decided = (step: string, decision: string): Item => ({
  at,
  kind: "decision",
  sequence: "welcome",
  version: 1,
  step,
  decision,
});
const mail = (id: string, step: string): Item => ({
  at,
  kind: "message",
  id,
  class: "marketing",
  sequence: "welcome",
  step,
  template: id,
  state: "delivered",
});
const event = (name: string): Item => ({ at: later, kind: "event", id: name, name, data: {} });

test("a mail is one row, where it was decided; what the contact did with it stays", () => {
  const items = [
    ...[event("message.opened"), event("message.delivered"), event("message.sent")],
    ...[mail("hello", "hello"), mail("more", "more")],
    ...[decided("day", "wait"), decided("more", "send")],
    ...[decided("hello", "send"), decided("hello", "entered"), event("signed_up")],
  ];
  expect(foldMails(items)).toEqual([
    ...[event("message.opened"), decided("day", "wait"), mail("more", "more")],
    ...[mail("hello", "hello"), decided("hello", "entered"), event("signed_up")],
  ]);
});

test("a decision whose mail is not known stays, and a mail without a decision", () => {
  const items = [mail("by-api", "x"), decided("hello", "send"), decided("hello", "notify")];
  expect(foldMails(items)).toEqual(items);
});

test("two mails of one step and instant are two rows", () => {
  const items = [mail("one", "a"), mail("two", "a"), decided("a", "send"), decided("a", "send")];
  expect(foldMails(items)).toEqual([mail("one", "a"), mail("two", "a")]);
});
