import { type Definition, ENTER, type Step } from "./definition.ts";
import { exitsFrom, exitsOf, redirected, withExit } from "./exits.ts";
import { own } from "./json.ts";

/** An arrow of the picture: the step that it leaves (or `ENTER`), and the exit. */
export type Arrow = { from: string; path: string };

const NAME = /^[a-z0-9-]{1,60}$/;

/** A name that no step has yet: `wait`, `wait-2`, … */
export function freeName(definition: Definition, wish: string): string {
  const base = wish.replace(/([A-Z])/g, "-$1").toLowerCase();
  if (!Object.hasOwn(definition.steps, base)) return base;
  for (let n = 2; ; n++)
    if (!Object.hasOwn(definition.steps, `${base}-${n}`)) return `${base}-${n}`;
}

export const targetOf = (definition: Definition, { from, path }: Arrow): string | null =>
  exitsFrom(definition, from).find((exit) => exit.path === path)?.target ?? null;

/** Leads an arrow elsewhere. An arrow into the sequence can't end it. */
export function leadTo(definition: Definition, arrow: Arrow, target: string | null): Definition {
  if (arrow.from === ENTER) return target === null ? definition : { ...definition, start: target };
  const step = own(definition.steps, arrow.from);
  return step ? setStep(definition, arrow.from, withExit(step, arrow.path, target)) : definition;
}

export const setStep = (definition: Definition, name: string, step: Step): Definition => ({
  ...definition,
  steps: { ...definition.steps, [name]: step },
});

/** Puts steps behind another one in the document, so that a diff shows them where they belong. */
function placeAfter(
  definition: Definition,
  after: string,
  added: Record<string, Step>,
): Definition {
  const old = Object.entries(definition.steps);
  const at = old.findIndex(([name]) => name === after) + 1;
  const steps = [...old.slice(0, at), ...Object.entries(added), ...old.slice(at)];
  return { ...definition, steps: Object.fromEntries(steps) };
}

/**
 * Puts a step into an arrow. All its exits lead to where the arrow led, so what contacts get stays
 * the same until the step is edited.
 */
export function insertStep(
  definition: Definition,
  arrow: Arrow,
  name: string,
  step: Step,
): Definition {
  return insertSteps(definition, arrow, { start: name, steps: { [name]: step } });
}

/** Steps that were copied: what leads out of them is null. */
export type Clip = { start: string; steps: Record<string, Step> };

/** Puts copied steps into an arrow under free names; their open ends lead on to where it led. */
export function insertSteps(definition: Definition, arrow: Arrow, clip: Clip): Definition {
  const target = targetOf(definition, arrow);
  const names = new Map<string, string>();
  const taken = { ...definition, steps: { ...definition.steps } };
  for (const name of Object.keys(clip.steps)) {
    const free = freeName(taken, name);
    names.set(name, free);
    taken.steps[free] = clip.steps[name]!;
  }
  const added = Object.entries(clip.steps).map(([name, step]) => [
    names.get(name)!,
    redirected(step, (to) => (to === null ? target : (names.get(to) ?? target))),
  ]);
  const placed = placeAfter(definition, arrow.from, Object.fromEntries(added));
  return leadTo(placed, arrow, names.get(clip.start)!);
}

/**
 * Copies steps; arrows that leave the selection end. `start` is the first in the picture's order.
 */
export function copySteps(definition: Definition, names: readonly string[]): Clip | undefined {
  const [start] = names;
  if (start === undefined) return undefined;
  const chosen = new Set(names);
  const steps = names.flatMap((name) => {
    const step = own(definition.steps, name);
    return step
      ? [[name, redirected(step, (to) => (to !== null && chosen.has(to) ? to : null))] as const]
      : [];
  });
  return { start, steps: Object.fromEntries(steps) };
}

/**
 * Removes a step: what led to it leads to where its first exit led. Undefined when it is the only
 * way into the sequence, which needs a first step.
 */
export function removeStep(definition: Definition, name: string): Definition | undefined {
  const step = own(definition.steps, name);
  if (!step) return definition;
  const [first] = exitsOf(step);
  const target = first?.target === name ? null : (first?.target ?? null);
  if (definition.start === name && target === null) return undefined;
  const rest = Object.entries(definition.steps)
    .filter(([other]) => other !== name)
    .map(([other, one]) => [other, redirected(one, (to) => (to === name ? target : to))]);
  const start = definition.start === name ? target! : definition.start;
  return { ...definition, start, steps: Object.fromEntries(rest) };
}

/** Renames a step everywhere; undefined when the name is taken or not one. */
export function renameStep(
  definition: Definition,
  name: string,
  next: string,
): Definition | undefined {
  if (next === name) return definition;
  if (!NAME.test(next) || Object.hasOwn(definition.steps, next)) return undefined;
  const steps = Object.entries(definition.steps).map(([other, step]) => [
    other === name ? next : other,
    redirected(step, (to) => (to === name ? next : to)),
  ]);
  const start = definition.start === name ? next : definition.start;
  return { ...definition, start, steps: Object.fromEntries(steps) };
}
