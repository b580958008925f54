import * as z from "zod/mini";
import { Condition, Duration, EventName, Where } from "#shared/conditions/index.ts";
import type { Fault } from "#shared/kernel/errors.ts";
import { StepName } from "./names.ts";
import { kindOf, Step } from "./steps/index.ts";

const Enter = z.lazy(() => z.strictObject({ event: EventName, where: z.optional(Where) }));

/** How often one person may go through: once ever, again after the last run, or once per value of an event field. */
const Reentry = z.lazy(() =>
  z.union([
    z.enum(["never", "after-exit"]),
    z.strictObject({ afterExit: Duration }),
    z.strictObject({ perKey: z.string().check(z.minLength(1), z.maxLength(100)) }),
  ]),
);

/** A sequence as its author writes it (docs/design.md §15); steps name each other. */
export const Definition = z.lazy(() =>
  z
    .strictObject({
      name: z.string().check(z.minLength(1), z.maxLength(200)),
      enter: z.array(Enter).check(z.maxLength(20)),
      reentry: z._default(Reentry, "never"),
      exit: z._default(z.array(Condition).check(z.maxLength(20)), []),
      settings: z._default(z.strictObject({}), {}),
      start: StepName,
      steps: z.record(StepName, Step),
    })
    .check(
      z.superRefine((definition, context) => {
        for (const { path, message } of danglingNames(definition)) {
          context.addIssue({ code: "custom", path: path.split("/").slice(1), message });
        }
      }),
    ),
);
export type Definition = z.infer<typeof Definition>;

const MAX_STEPS = 200;

/** Names of steps that do not exist, and a definition with too many steps. */
function danglingNames({ start, steps }: Pick<Definition, "start" | "steps">): Fault[] {
  const count = Object.keys(steps).length;
  if (count > MAX_STEPS) return [{ path: "/steps", message: `at most ${MAX_STEPS} steps` }];
  const missing = (name: string | null) => name !== null && !Object.hasOwn(steps, name);
  const message = (name: string | null) => `there is no step "${name}"`;
  const faults = missing(start) ? [{ path: "/start", message: message(start) }] : [];
  for (const [name, step] of Object.entries(steps)) {
    for (const next of new Set(kindOf(step).exits(step).filter(missing))) {
      faults.push({ path: pathOf(name, step, next), message: message(next) });
    }
  }
  return faults;
}

/** The field of a step that holds a name: `/steps/click/otherwise`, `/steps/plan/cases/0/next`. */
function pathOf(name: string, step: Step, next: string | null): string {
  const find = (value: unknown, path: string): string | undefined => {
    if (value === next && /\/(next|otherwise)$/.test(path)) return path;
    if (typeof value !== "object" || value === null) return undefined;
    return Object.entries(value)
      .map(([key, inner]) => find(inner, `${path}/${key}`))
      .find((found) => found !== undefined);
  };
  return find(step, `/steps/${name}`) ?? `/steps/${name}`;
}
