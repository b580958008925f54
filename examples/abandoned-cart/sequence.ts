import { condition, sequence } from "../workspace.ts";

const sameCart = { cart_id: { is: { entry: "cart_id" } } } as const;
const isLarge = condition({
  event: "cart_updated",
  where: { ...sameCart, total: { gte: 100 } },
});

/** One run for each cart, which only the order of that very cart ends. */
export const abandonedCart = sequence({
  name: "Abandoned cart",
  description: "Reminds of a cart that nothing was put into for an hour.",
  enter: [{ event: "cart_updated", where: { items: { gte: 1 } } }],
  reentry: { perKey: "cart_id" },
  exit: [{ event: "ordered", where: sameCart }],
  priority: 80,
  settings: { cap: { mails: 2, per: "P1D" } },
  start: "still",
  steps: {
    still: {
      kind: "waitFor",
      condition: { event: "cart_updated", did: false, within: "PT1H", where: sameCart },
      timeout: "P1D",
      next: "remind",
      otherwise: null,
    },
    remind: { kind: "send", template: "cart-reminder", next: "day" },
    day: { kind: "wait", for: "P1D", next: "size" },
    size: {
      kind: "branch",
      cases: [{ when: isLarge, next: "delivery" }],
      otherwise: "two-days",
    },
    delivery: { kind: "send", template: "cart-delivery", next: "two-days" },
    "two-days": { kind: "wait", for: "P2D", next: "last-word" },
    "last-word": { kind: "send", template: "cart-last-word", next: null },
  },
});

/** What `npx dripstack lint`, `simulate` and `put` read. */
export default abandonedCart;
