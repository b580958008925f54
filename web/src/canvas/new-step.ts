import { newRule } from "../parts/condition/rules.ts";
import type { Step } from "./definition.ts";
import { own } from "./json.ts";

const IN_THREE_DAYS = "P3D";

/** A step of a kind, to be filled in: what only its author can know is empty. */
export const newStep = (kind: string): Step => ({
  kind,
  ...(own(MAKERS, kind)?.() ?? { next: null }),
});

const MAKERS: Record<string, () => object> = {
  send: () => ({ template: "", next: null }),
  wait: () => ({ for: "P1D", next: null }),
  waitFor: () => ({ event: "", timeout: IN_THREE_DAYS, next: null, otherwise: null }),
  branch: () => ({ cases: [{ when: newRule("attribute"), next: null }], otherwise: null }),
  split: () => ({
    ways: [
      { weight: 1, next: null },
      { weight: 1, next: null },
    ],
  }),
  experiment: () => ({
    variants: [
      { name: "a", next: null },
      { name: "b", next: null },
    ],
    metric: { event: "message.clicked", within: IN_THREE_DAYS },
  }),
  update: () => ({ set: { "": "" }, next: null }),
  emit: () => ({ event: "", next: null }),
  webhook: () => ({ url: "", next: null }),
  notify: () => ({ url: "", text: "", next: null }),
  enroll: () => ({ sequence: "", next: null }),
  exit: () => ({}),
};
