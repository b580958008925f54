import { newRule } from "../parts/condition/rules.ts";
import type { Step } from "./definition.ts";
import { isObject, own } from "./json.ts";

/** Steps that ask for one of several groups of fields; a form shows one group, and switches. */
type StepMode = { name: string; fields: readonly string[]; make: (step: Step) => Step };

const drop = (step: Step, ...fields: string[]): Step =>
  Object.fromEntries(Object.entries(step).filter(([field]) => !fields.includes(field))) as Step;

/** The step with fields in front of its exits, where one reads them. */
function put(step: Step, fields: Record<string, unknown>): Step {
  const { kind, ...rest } = step;
  return { kind, ...fields, ...rest };
}
const nextOf = (step: Step): string | null => {
  const events = step.events as { next?: string | null }[] | undefined;
  return (step.next as string | null | undefined) ?? events?.[0]?.next ?? null;
};

const MODES: Record<string, readonly StepMode[]> = {
  wait: [
    {
      name: "span",
      fields: ["for"],
      make: (step) => put(drop(step, "until", "otherwise"), { for: step.for ?? "P1D" }),
    },
    {
      name: "time",
      fields: ["for", "until"],
      make: (step) => put(drop(step, "until", "otherwise"), { until: { time: "09:00" } }),
    },
    {
      name: "date",
      fields: ["until"],
      make: (step) => put(drop(step, "for", "until"), { until: { attribute: "" } }),
    },
  ],
  waitFor: [
    {
      name: "event",
      fields: ["event", "where"],
      make: (step) => ({
        ...put(drop(step, "events", "condition", "where"), { event: "" }),
        next: nextOf(step),
      }),
    },
    {
      name: "events",
      fields: ["events"],
      make: (step) => {
        const { event = "", where } = step;
        const first = { event, ...(where ? { where } : {}), next: nextOf(step) };
        const rest = drop(step, "event", "where", "condition", "next");
        return put(rest, { events: [first, { event: "", next: null }] });
      },
    },
    {
      name: "condition",
      fields: ["condition"],
      make: (step) => ({
        ...put(drop(step, "event", "where", "events"), { condition: newRule("attribute") }),
        next: nextOf(step),
      }),
    },
  ],
  notify: [
    {
      name: "chat",
      fields: ["url", "text"],
      make: (step) => put(drop(step, "email", "template"), { url: "", text: "" }),
    },
    {
      name: "mail",
      fields: ["email", "template"],
      make: (step) => put(drop(step, "url", "text"), { email: "", template: "" }),
    },
  ],
};

export const modesOf = (kind: string): readonly StepMode[] => own(MODES, kind) ?? [];

/** The mode that a step is in. */
export function modeOf(step: Step): StepMode | undefined {
  const modes = modesOf(step.kind);
  const has = (field: string) => step[field] !== undefined;
  if (step.kind === "wait") {
    const { until } = step;
    const isDate = isObject(until) && "attribute" in until;
    return modes.find(({ name }) => name === (!until ? "span" : isDate ? "date" : "time"));
  }
  return modes.find(({ fields }) => has(fields[0]!)) ?? modes[0];
}

/** Fields of a step's schema that its form shows now. */
export function shownFields(step: Step, all: readonly string[]): string[] {
  const mode = modeOf(step);
  const hidden = new Set(modesOf(step.kind).flatMap(({ fields }) => fields));
  for (const field of mode?.fields ?? []) hidden.delete(field);
  if (step.kind === "waitFor" && mode?.name === "events") hidden.add("next");
  if (step.kind === "wait" && mode?.name !== "date") hidden.add("otherwise");
  return all.filter((field) => field !== "kind" && !hidden.has(field));
}
