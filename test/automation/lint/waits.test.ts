import { lintFinds, of, send, wait } from "./definitions.ts";

const loop = (otherwise: string | null) =>
  of({
    bought: { kind: "waitFor", event: "bought", timeout: "P3D", next: null, otherwise: "remind" },
    remind: send(otherwise),
  });
const capped = (span: string) =>
  of(
    { one: send("pause"), pause: wait(span, "two"), two: send(null) },
    { settings: { cap: { mails: 1, per: "P7D" } } },
  );

const stop = { kind: "exit", reason: "pro" };
/** A mail, then a mark, a mail to the team and a branch that may lead to an exit. */
const throughSteps = (after: "plan" | "opened") =>
  of({
    hello: send("mark"),
    mark: { kind: "update", set: { greeted: true }, next: "tell" },
    tell: { kind: "notify", email: "a@example.com", template: "welcome-pro", next: after },
    ...(after === "opened" && {
      opened: { kind: "waitFor", event: "bought", timeout: "P1D", next: "plan", otherwise: "plan" },
    }),
    plan: {
      kind: "branch",
      cases: [{ when: { attribute: "plan", is: "pro" }, next: "stop" }],
      otherwise: null,
    },
    stop,
  });

lintFinds({
  "a wait for a date that says not where to go without one": {
    bad: of({
      due: { kind: "wait", until: { attribute: "renews" }, next: "hello" },
      hello: send(null),
    }),
    good: of({
      due: { kind: "wait", until: { attribute: "renews" }, next: "hello", otherwise: null },
      hello: send(null),
    }),
    finds: ["warning date-without-otherwise /steps/due"],
  },
  "a loop of waits for one date, which is over the second time": {
    bad: of({
      due: { kind: "wait", until: { attribute: "renews" }, next: "hello", otherwise: "hello" },
      hello: send("due"),
    }),
    good: of({
      due: {
        kind: "wait",
        until: { attribute: "renews", every: "year" },
        ...{ next: "hello", otherwise: null },
      },
      hello: send("due"),
    }),
    finds: ["error loop-without-wait /steps/due", "warning endless-wait /steps/due"],
  },
  "a loop in which no time passes": {
    bad: of({
      hello: send("again"),
      again: {
        kind: "branch",
        cases: [{ when: { attribute: "a", is: 1 }, next: "hello" }],
        otherwise: null,
      },
    }),
    good: of({
      hello: send("day"),
      day: wait("P1D", "again"),
      again: {
        kind: "branch",
        cases: [{ when: { attribute: "a", is: 1 }, next: "hello" }],
        otherwise: null,
      },
    }),
    finds: ["error loop-without-wait /steps/hello"],
  },
  "a loop that only a wait for one of our own events stands in": {
    bad: of({
      hello: send("sent"),
      sent: {
        kind: "waitFor",
        event: "message.sent",
        timeout: "P1D",
        next: "hello",
        otherwise: null,
      },
    }),
    good: of({
      hello: send("sent"),
      sent: { kind: "waitFor", event: "bought", timeout: "P1D", next: "hello", otherwise: null },
    }),
    finds: ["error loop-without-wait /steps/hello"],
  },
  "a loop that inactive contacts never leave": {
    bad: loop("bought"),
    good: loop(null),
    finds: ["warning endless-wait /steps/bought"],
  },
  "a mail that an exit drops before it leaves": {
    bad: of({ hello: send("stop"), stop }),
    good: of({ hello: send("day"), day: wait("P1D", "stop"), stop }),
    finds: ["warning mail-dropped /steps/stop"],
  },
  "a mail that an exit drops after steps that hold no run": {
    bad: throughSteps("plan"),
    good: throughSteps("opened"),
    finds: ["warning mail-dropped /steps/stop"],
  },
  "a cap that its own mails starve under": {
    bad: capped("P6D"),
    good: capped("P7D"),
    finds: ["warning starving-cap /settings/cap"],
  },
});
