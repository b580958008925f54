import { enroll, lintFinds, of, send } from "./definitions.ts";

const updating = (value: string) =>
  of(
    { mark: { kind: "update", set: { plan: value }, next: null } },
    { enter: [{ attribute: "plan", to: { is: "pro" } }], reentry: "after-exit" },
  );
/** Emits its own way in at each step of these names, one after the other. */
const emitting = (reentry: unknown, ...names: string[]) =>
  of(
    Object.fromEntries(
      names.map((name, i) => [
        name,
        { kind: "emit", event: "signed_up", next: names[i + 1] ?? null },
      ]),
    ),
    { enter: [{ event: "signed_up" }], reentry },
  );
const update = { kind: "update", set: { tagged: true }, next: null };
const byMail = (event: string, where: object, reentry: unknown = "after-exit") =>
  of({ hello: send(null) }, { enter: [{ event, where }], reentry });

lintFinds({
  "without a trigger": {
    bad: of({ hello: send(null) }, { enter: [] }),
    good: of({ hello: send(null) }, { enter: [{ api: true }] }),
    finds: ["error no-trigger /enter"],
  },
  "own mails that let people in again and again": {
    bad: of({ hello: send(null) }, { enter: [{ event: "message.sent" }], reentry: "after-exit" }),
    good: of({ hello: send(null) }, { enter: [{ event: "message.sent" }] }),
    finds: ["error endless-entry /enter/0"],
  },
  "own mails, unless the filter leaves them out": {
    bad: byMail("message.clicked", { sequence: { is: "welcome" }, template: { startsWith: "w" } }),
    good: byMail("message.clicked", { sequence: { is: "hats" } }),
    finds: ["error endless-entry /enter/0"],
  },
  "own mails of the steps that the filter means": {
    bad: byMail("message.opened", { step: { isNot: "bye" } }),
    good: byMail("message.opened", { step: { is: "bye" } }),
    finds: ["error endless-entry /enter/0"],
  },
  "own mails by a link of theirs, of which nothing is known before": {
    bad: byMail("message.clicked", { link: { contains: "/start" } }),
    good: of({ tag: update }, { enter: [{ event: "message.clicked" }], reentry: "after-exit" }),
    finds: ["error endless-entry /enter/0"],
  },
  "own mails by each of them, not by each of their templates": {
    bad: byMail("message.sent", {}, { perKey: "messageId" }),
    good: byMail("message.sent", {}, { perKey: "template" }),
    finds: ["error endless-entry /enter/0"],
  },
  "mails of others that may be set off by it": {
    bad: byMail("message.sent", { sequence: { isNot: "welcome" } }),
    good: of({ tag: update }, { enter: [{ event: "message.sent" }], reentry: "after-exit" }),
    finds: ["warning endless-entry /enter/0"],
  },
  "mails of others that may be set off at once, not after a while": {
    bad: byMail("message.delivered", { sequence: { is: "hats" } }),
    good: byMail("message.delivered", { sequence: { is: "hats" } }, { afterExit: "P30D" }),
    finds: ["warning endless-entry /enter/0"],
  },
  "an update that lets the same contact in again": {
    bad: updating("pro"),
    good: updating("free"),
    finds: ["warning update-reenters /steps/mark/set/plan"],
  },
  "a sequence that enrolls into itself": {
    bad: of({ again: enroll("welcome") }, { enter: [{ api: true }], reentry: "after-exit" }),
    good: of({ again: enroll("welcome") }, { enter: [{ api: true }], reentry: "never" }),
    finds: ["warning enroll-itself /steps/again/sequence"],
  },
  "an event that lets the same contact in again": {
    bad: emitting("after-exit", "one"),
    good: emitting("never", "one", "two"),
    finds: ["warning lets-in-again /steps/one/event"],
  },
  "several events that let the same contact in again": {
    bad: emitting("after-exit", "one", "two"),
    good: emitting({ afterExit: "P1D" }, "one", "two"),
    finds: ["error lets-in-again /steps/one/event", "error lets-in-again /steps/two/event"],
  },
  "a date of every year for who may come once only": {
    bad: of({ hello: send(null) }, { enter: [{ date: "born", every: "year" }] }),
    good: of(
      { hello: send(null) },
      { enter: [{ date: "born", every: "year" }], reentry: "after-exit" },
    ),
    finds: ["warning yearly-once /enter/0/every"],
  },
});
