import { sequence } from "../workspace.ts";

/** The sample that a new process loads (`sequence.json` beside this is the same). */
export const welcome = sequence({
  name: "Welcome",
  enter: [{ event: "signed_up" }],
  reentry: "never",
  exit: [],
  settings: {},
  start: "hello",
  steps: {
    hello: { kind: "send", template: "welcome-hello", next: "day" },
    day: { kind: "wait", for: "P1D", next: "click" },
    click: {
      kind: "waitFor",
      event: "message.clicked",
      where: { step: { is: "hello" } },
      timeout: "P3D",
      next: "plan",
      otherwise: "nudge",
    },
    plan: {
      kind: "branch",
      cases: [{ when: { attribute: "plan", is: "pro" }, next: "pro" }],
      otherwise: "nudge",
    },
    pro: { kind: "send", template: "welcome-pro", next: null },
    nudge: { kind: "send", template: "welcome-nudge", next: null },
  },
});

/** What `npx dripstack lint`, `simulate` and `put` read. */
export default welcome;
