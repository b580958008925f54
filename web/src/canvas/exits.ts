import { type Definition, ENTER, type Step } from "./definition.ts";
import { own } from "./json.ts";

/** Where a run may go on: the field that names the next step, and that step; null ends the run. */
export type Exit = { path: string; target: string | null };

const isTarget = (value: unknown): value is string | null =>
  value === null || typeof value === "string";

/**
 * The exits of a step in the order of its picture: the ways of its list (`cases`, `ways`,
 * `variants`, `events`), then `next`, then `otherwise`. Paths are JSON Pointers within the step.
 */
export function exitsOf(step: Step): Exit[] {
  const listed = Object.entries(step).flatMap(([field, items]) =>
    Array.isArray(items)
      ? items.flatMap((item: unknown, index): Exit[] => {
          const next = (item as { next?: unknown } | null)?.next;
          return isTarget(next) ? [{ path: `/${field}/${index}/next`, target: next }] : [];
        })
      : [],
  );
  const own = ["next", "otherwise"].flatMap((field): Exit[] => {
    const target = step[field];
    return isTarget(target) ? [{ path: `/${field}`, target }] : [];
  });
  return [...listed, ...own];
}

/** The exits of a step, or of the place before the first. */
export const exitsFrom = (definition: Definition, from: string): Exit[] =>
  from === ENTER
    ? [{ path: "/start", target: definition.start }]
    : exitsOf(own(definition.steps, from) ?? { kind: "" });

/** The step with one exit leading elsewhere. */
export function withExit(step: Step, path: string, target: string | null): Step {
  const [field, index] = path.slice(1).split("/") as [string, string?];
  if (index === undefined) return { ...step, [field]: target };
  const items = step[field] as object[];
  return {
    ...step,
    [field]: items.map((item, at) => (at === Number(index) ? { ...item, next: target } : item)),
  };
}

/** The step with each exit led to where `redirect` says. */
export const redirected = (step: Step, redirect: (target: string | null) => string | null): Step =>
  exitsOf(step).reduce(
    (all, { path, target }) =>
      redirect(target) === target ? all : withExit(all, path, redirect(target)),
    step,
  );
