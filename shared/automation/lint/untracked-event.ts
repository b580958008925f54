import { factsWhere, MESSAGE_FACTS } from "#shared/audience/events/index.ts";
import { templatesIn } from "#shared/automation/language/index.ts";
import { type Check, warning } from "./finding.ts";

const TRACKED = new Map(
  factsWhere(({ tracked }) => tracked).map((fact) => {
    const { event, tracked } = MESSAGE_FACTS[fact];
    return [event!.name, tracked!] as const;
  }),
);

/** A step depends on clicks or opens of mails that are not tracked. */
export const untrackedEvent: Check = (definition, { untracked }) => {
  if (!untracked) return [];
  const { steps, exit, goal } = definition;
  const sent = Map.groupBy(templatesIn(definition), ({ step }) => step);
  return eventsOf({ steps, exit, goal }, "").flatMap(({ path, event, step }) => {
    const kind = TRACKED.get(event);
    const templates = sent.get(step) ?? [];
    if (!kind || templates.length === 0) return [];
    if (!templates.every(({ template }) => untracked[kind].has(template))) return [];
    const message = `"${event}" never happens for the mails of "${step}", whose ${kind} are not tracked`;
    const remedy = `use another event, or turn on tracking of ${kind}`;
    return [warning("untracked-event", path, message, remedy, { values: { event, step, kind } })];
  });
};

type EventUse = { path: string; event: string; step: string };

/** Each event that is read of the mails of one step. */
function eventsOf(value: unknown, path: string): EventUse[] {
  if (typeof value !== "object" || value === null) return [];
  const { event, where } = value as { event?: unknown; where?: { step?: { is?: unknown } } };
  const step = where?.step?.is;
  const here = typeof event === "string" && typeof step === "string" ? [{ path, event, step }] : [];
  return [
    ...here,
    ...Object.entries(value).flatMap(([key, inner]) => eventsOf(inner, `${path}/${key}`)),
  ];
}
