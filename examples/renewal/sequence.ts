import { sequence } from "../workspace.ts";

/** Thirty days before a plan renews, and so again every year. */
export const renewal = sequence({
  name: "Renewal",
  description: "Says what a renewal will cost before it happens, and sees to cards that expire.",
  enter: [{ date: "renews_at", offset: "-P30D", time: "09:00" }],
  reentry: "after-exit",
  exit: [{ event: "cancelled", within: "P30D" }],
  priority: 90,
  settings: { daysOff: ["12-25", "12-26", "01-01"] },
  start: "price",
  steps: {
    price: {
      kind: "webhook",
      url: "https://billing.example.com/renewals/price",
      body: { plan: { attribute: "plan" }, renews_at: { attribute: "renews_at" } },
      map: { renewal_price: "price", card_expires: "card.expires" },
      timeout: "PT5S",
      attempts: 4,
      next: "notice",
      otherwise: "tell-team",
    },
    "tell-team": {
      kind: "notify",
      email: "billing@example.com",
      template: "renewal-team",
      next: "notice",
    },
    notice: { kind: "send", template: "renewal-notice", next: "week-before" },
    "week-before": {
      kind: "wait",
      until: { attribute: "renews_at", offset: "-P7D", time: "09:00" },
      next: "card",
      otherwise: null,
    },
    card: {
      kind: "branch",
      cases: [{ when: { attribute: "card_expires", ahead: { lte: "P7D" } }, next: "new-card" }],
      otherwise: "reminder",
    },
    "new-card": { kind: "send", template: "renewal-card", next: null },
    reminder: { kind: "send", template: "renewal-reminder", next: null },
  },
});

/** What `npx dripstack lint`, `simulate` and `put` read. */
export default renewal;
