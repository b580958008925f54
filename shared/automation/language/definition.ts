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

/**
 * How often a contact may enter: once, again after the last run, or once per value of an event
 * field.
 */
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
z.globalRegistry.add(Reentry, { id: "Reentry" });

/** The conversion to count, for enrolled contacts and the holdout. `exit` ends the run with it. */
const Goal = z.lazy(() =>
  z.strictObject({
    event: EventName,
    where: z.optional(Where),
    within: z._default(Duration, "P30D"),
    value: z.optional(Field),
    exit: z._default(z.boolean(), false),
  }),
);
z.globalRegistry.add(Goal, { id: "Goal" });

/**
 * How many mails a contact gets from this sequence per period: at most a week, as far back as the
 * contact's recent mails are read.
 */
const Cap = z.lazy(() =>
  z.strictObject({
    mails: z.int().check(z.gte(1), z.lte(100)),
    per: z.enum(["PT12H", "P1D", "P2D", "P3D", "P7D"]),
  }),
);

const Settings = z.lazy(() =>
  z
    .strictObject({
      /** The zone of local times; the contact's when absent. */
      zone: z.optional(ZoneName),
      ...sendRuleFields(),
      cap: z.optional(Cap),
    })
    .check(leavesTime),
);
z.globalRegistry.add(Settings, { id: "SequenceSettings" });
export type Settings = z.infer<typeof Settings>;

export const MAX_STEPS = 200;

const Steps = z.lazy(() =>
  z
    .record(StepName, Step)
    .check(
      z.refine((steps) => Object.keys(steps).length <= MAX_STEPS, `at most ${MAX_STEPS} steps`),
    ),
);

/** A sequence as its author writes it; steps refer to each other by name. */
export const Definition = z.lazy(() =>
  z
    .strictObject({
      /** For JSON editors: the URL of the JSON Schema. */
      $schema: z.optional(z.string().check(z.maxLength(2000))),
      name: z.string().check(z.minLength(1), z.maxLength(200)),
      description: z.optional(z.string().check(z.maxLength(2000))),
      enter: z.array(Trigger).check(z.maxLength(20)),
      reentry: z._default(Reentry, "never"),
      exit: z._default(z.array(Condition).check(z.maxLength(20)), []),
      goal: z.optional(Goal),
      /**
       * Percent of entering contacts, chosen by hash, that get no mail and are counted for
       * comparison.
       */
      holdout: z.optional(z.number().check(z.gte(0), z.lte(50))),
      /** Higher is more important; reserved for arbitration between sequences. */
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
z.globalRegistry.add(Definition, { id: "Definition" });
export type Definition = z.infer<typeof Definition>;

/** References to steps that do not exist. */
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

/** JSON pointer to the field that names the next step: `/steps/plan/cases/0/next`. */
function pathOf(name: string, step: Step, next: string | null): string {
  const find = (value: unknown, path: string): string | undefined => {
    if (value === next && /\/(next|otherwise)$/.test(path)) return path;
    if (typeof value !== "object" || value === null) return undefined;
    return Object.entries(value)
      .map(([key, inner]) => find(inner, `${path}/${key}`))
      .find((pointer) => pointer !== undefined);
  };
  return find(step, `/steps/${name}`) ?? `/steps/${name}`;
}
