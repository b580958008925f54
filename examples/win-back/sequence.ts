import { condition, sequence } from "../workspace.ts";

const reads = condition({
  any: [
    { event: "message.opened", within: "P90D" },
    { event: "message.clicked", within: "P90D" },
  ],
});

/**
 * For those whose last order is long ago; gently, on weekdays, and never more than one mail in
 * three days.
 */
export const winBack = sequence({
  name: "Win back",
  description: "Brings back those who have lapsed, or finds out that they would rather not.",
  enter: [{ segment: "lapsed" }],
  reentry: { afterExit: "P90D" },
  exit: [{ event: "ordered", within: "P30D" }, { subscribed: false }],
  goal: { event: "ordered", within: "P60D", value: "total" },
  priority: 20,
  settings: {
    sendWindow: {
      weekdays: ["monday", "tuesday", "wednesday", "thursday", "friday"],
      from: "09:00",
      to: "17:00",
    },
    cap: { mails: 1, per: "P3D" },
  },
  start: "engaged",
  steps: {
    engaged: { kind: "branch", cases: [{ when: reads, next: "news" }], otherwise: "question" },
    news: { kind: "send", template: "win-back-news", next: "week" },
    question: { kind: "send", template: "win-back-question", next: "answer" },
    answer: {
      kind: "waitFor",
      event: "message.clicked",
      where: { step: { is: "question" } },
      timeout: "P14D",
      next: "pause",
      otherwise: "let-go",
    },
    // A click may come within minutes, and the cap would hold the offer: the plan says it, so that
    // the cap never has to.
    pause: { kind: "wait", for: "P3D", next: "offer" },
    week: {
      kind: "wait",
      for: "P7D",
      until: { time: "10:00", weekdays: ["tuesday", "thursday"] },
      next: "offer",
    },
    offer: { kind: "send", template: "win-back-offer", next: null },
    "let-go": { kind: "update", set: { stage: "dormant" }, next: null },
  },
});

/** What `npx dripstack lint`, `simulate` and `put` read. */
export default winBack;
