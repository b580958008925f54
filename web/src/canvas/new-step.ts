import type { Step } from "./definition.ts";
import { own } from "./json.ts";

/** What a new step refers to, where something exists. */
export type Known = { template?: string | undefined; sequence?: string | undefined };

const IN_THREE_DAYS = "P3D";

/** A step of a kind that the API takes as it is; what it says is for its form to change. */
export function newStep(kind: string, { template, sequence }: Known = {}): Step {
  const fields = own(
    MAKERS,
    kind,
  )?.({ template: template ?? "hello", sequence: sequence ?? "other" });
  return { kind, ...(fields ?? { next: null }) };
}

const MAKERS: Record<string, (known: { template: string; sequence: string }) => object> = {
  send: ({ template }) => ({ template, next: null }),
  wait: () => ({ for: "P1D", next: null }),
  waitFor: () => ({ event: "signed_up", timeout: IN_THREE_DAYS, next: null, otherwise: null }),
  branch: () => ({
    cases: [{ when: { attribute: "plan", is: "pro" }, next: null }],
    otherwise: null,
  }),
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
  update: () => ({ set: { stage: "onboarding" }, next: null }),
  emit: () => ({ event: "reached", next: null }),
  webhook: () => ({ url: "https://example.com/hook", next: null }),
  notify: () => ({
    url: "https://hooks.example.com/team",
    text: "{{ contact.email }} is here",
    next: null,
  }),
  enroll: ({ sequence }) => ({ sequence, next: null }),
  exit: () => ({}),
};
