import * as z from "zod/mini";
import {
  byKey,
  byType,
  Condition,
  Duration,
  EventName,
  Where,
} from "#shared/audience/conditions/index.ts";
import { kindOf, Step, StepName } from "#shared/automation/steps/index.ts";
import { Trigger } from "#shared/automation/triggers/index.ts";
import { leavesTime, sendRuleFields, ZoneName } from "#shared/calendar/index.ts";
import type { Fault } from "#shared/kernel/errors.ts";

const Field = z.string().check(z.minLength(1), z.maxLength(100));

const REENTRIES = 'must be "never", "after-exit", {"afterExit": "P30D"} or {"perKey": "order"}';

/** How often one person may go through: once ever, again after the last run, or once per value of an event field. */
const Reentry = z.lazy(() =>
  byType(
    {
      string: z.enum(["never", "after-exit"], REENTRIES),
      object: byKey(
        {
          afterExit: z.strictObject({ afterExit: Duration }),
          perKey: z.strictObject({ perKey: Field }),
        },
        "a re-entry rule",
        '{"afterExit":"P30D"}',
      ),
    },
    REENTRIES,
  ),
);

/** What the sequence is for: counted for those who go through and for those held out. `exit` ends the run with it. */
const Goal = z.lazy(() =>
  z.strictObject({
    event: EventName,
    where: z.optional(Where),
    within: z._default(Duration, "P30D"),
    value: z.optional(Field),
    exit: z._default(z.boolean(), false),
  }),
);

/** Its mails to one person in any stretch of so long: what is seen of a person at once goes back a week. */
const Cap = z.lazy(() =>
  z.strictObject({
    mails: z.int().check(z.gte(1), z.lte(100)),
    per: z.enum(["PT12H", "P1D", "P2D", "P3D", "P7D"]),
  }),
);

const Settings = z.lazy(() =>
  z
    .strictObject({
      /** Local times are meant in this zone; where it is left out, in the contact's. */
      zone: z.optional(ZoneName),
      ...sendRuleFields(),
      cap: z.optional(Cap),
    })
    .check(leavesTime),
);
export type Settings = z.infer<typeof Settings>;

const MAX_STEPS = 200;

const Steps = z.lazy(() =>
  z
    .record(StepName, Step)
    .check(
      z.refine((steps) => Object.keys(steps).length <= MAX_STEPS, `at most ${MAX_STEPS} steps`),
    ),
);

/** A sequence as its author writes it (docs/design.md §15); steps name each other. */
export const Definition = z.lazy(() =>
  z
    .strictObject({
      /** For editors of JSON: where this language is described. */
      $schema: z.optional(z.string().check(z.maxLength(2000))),
      name: z.string().check(z.minLength(1), z.maxLength(200)),
      description: z.optional(z.string().check(z.maxLength(2000))),
      enter: z.array(Trigger).check(z.maxLength(20)),
      reentry: z._default(Reentry, "never"),
      exit: z._default(z.array(Condition).check(z.maxLength(20)), []),
      goal: z.optional(Goal),
      /** Percent of those who would enter, chosen by hash: they get nothing and are counted beside the others. */
      holdout: z.optional(z.number().check(z.gte(0), z.lte(50))),
      /** The higher the more important; kept for what will weigh sequences against each other. */
      priority: z.optional(z.int().check(z.gte(0), z.lte(100))),
      settings: z._default(Settings, {}),
      start: StepName,
      steps: Steps,
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

/** Names of steps that do not exist. */
function danglingNames({ start, steps }: Pick<Definition, "start" | "steps">): Fault[] {
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
