import { sequence } from "../workspace.ts";

/**
 * Around the day on which a trial ends, wherever that day may be moved to; without such a day
 * nothing is sent. One in twenty gets nothing, so that the goal shows what the mails are worth.
 */
export const trial = sequence({
  name: "Trial",
  description: "Helps those who try us out to decide, until a day after the trial.",
  enter: [{ attribute: "plan", to: { is: "trial" } }, { api: true }],
  exit: [{ attribute: "plan", isNot: "trial" }],
  goal: { event: "upgraded", within: "P30D", value: "amount", exit: true },
  holdout: 5,
  priority: 60,
  settings: { quietHours: { from: "21:00", to: "08:00" } },
  start: "week-before",
  steps: {
    "week-before": {
      kind: "wait",
      until: { attribute: "trial_ends", offset: "-P7D", time: "09:00" },
      next: "tips",
      // A trial of five days has no such day: it goes on with the next mail.
      otherwise: "two-days-before",
    },
    tips: { kind: "send", template: "trial-tips", next: "two-days-before" },
    "two-days-before": {
      kind: "wait",
      until: { attribute: "trial_ends", offset: "-P2D", time: "09:00" },
      next: "use",
      otherwise: "day-after",
    },
    use: {
      kind: "branch",
      cases: [{ when: { event: "project_created", within: "P60D" }, next: "ending" }],
      otherwise: "help",
    },
    ending: { kind: "send", template: "trial-ending", next: "day-after" },
    help: { kind: "send", template: "trial-help", next: "day-after" },
    "day-after": {
      kind: "wait",
      until: { attribute: "trial_ends", offset: "P1D", time: "10:00" },
      next: "ended",
      otherwise: null,
    },
    ended: { kind: "send", template: "trial-ended", next: null },
  },
});

/** What `npx dripstack lint`, `simulate` and `put` read. */
export default trial;
