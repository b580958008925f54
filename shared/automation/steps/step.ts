import * as z from "zod/mini";
import type { Awaited, Condition, Facts } from "#shared/audience/conditions/index.ts";
import type { EventPosition } from "#shared/audience/events/index.ts";
import type { DecisionName, Enrollment } from "#shared/automation/enrollments/index.ts";
import { limitsOf, parseSpan } from "#shared/calendar/index.ts";
import { capitalized } from "#shared/kernel/capitalized.ts";
import { MINUTE_MS } from "#shared/kernel/time.ts";
import type { DeclaredAttributes, SendingState } from "#shared/platform/live-definitions/index.ts";
import type { WebhookRequest, WebhookResult } from "#shared/queue/index.ts";
import type { Effect } from "./effect.ts";
import type { Value } from "./values.ts";

/** The next step; null ends the run. */
export type Next = string | null;

/** The input of a step's decision. Instants are epoch milliseconds. */
export type Visit = {
  /** The instant being processed: when the event happened, or the wait was due. */
  now: number;
  /** The wall clock: `now`, or later if the work is late. */
  clock: number;
  /**
   * The instant at which conditions are evaluated: `now`, or the wall clock if that is much later.
   */
  asOf: number;
  contact: string;
  /** The contact's public names. */
  identity: { id: string; email: string };
  run: Enrollment;
  /** All data of the entry event. */
  entry: Record<string, unknown>;
  facts: Facts;
  /** The zone of local times: the sequence's, else the contact's, else the workspace's. */
  zone: string;
  /** Send times of the sequence's newest version. */
  rules: SendingState | undefined;
  /**
   * Where the step's time counts from: when the mail before it left, else when the step was
   * reached. `settled` is false while that mail is under way: check again at `until` at the latest.
   */
  anchor: { at: number; settled: true } | { at: number; settled: false; until: number };
  /** The result of the request of this visit. */
  answer?: WebhookResult;
  /** The winning variant of an experiment. */
  winner?: string;
  /** The attributes whose values have a type. */
  declared?: DeclaredAttributes | undefined;
};

type Why = { decision: DecisionName; reason?: string; saw?: string[] };

/** A step's decision. `reason`, `saw` and `until` go into the trail. */
export type Outcome =
  /** `by` is the event that led on, at this step or before it. */
  | (Why & {
      kind: "go";
      next: Next;
      effects?: Effect[];
      watch?: Watch;
      by?: EventPosition;
      /** When the wait here was over. */
      overAt?: number;
    })
  /** `request` is sent while the run stays; at `lookAt` the condition may hold by itself. */
  | (Why & {
      kind: "stay";
      until: number | undefined;
      request?: WebhookRequest;
      lookAt?: number | undefined;
    })
  /** `dueAt` is when the mail was due, if later than when the step was reached. */
  | { kind: "send"; template: string; to?: string; next: Next; dueAt?: number }
  | { kind: "exit"; reason: string };

/** A conversion to detect from now on, at whatever step the run is. */
type Watch = { name: string; since: number; until: number; variant: string };

/** The definition of a step kind. */
export type StepKind<Name extends string, Step> = {
  kind: Name;
  /** One sentence for authors. */
  summary: string;
  schema: z.ZodMiniType<Step>;
  /** All branches, for dangling names, unreachable steps and loops. */
  exits: (step: Step) => Next[];
  /** Whether a run may wait here. The time of the next step counts from when it left. */
  waits: boolean;
  /** Branches that need no time to pass: a loop of only such branches never ends. */
  quickExits: (step: Step) => Next[];
  /** Conditions that it evaluates. */
  conditions?: (step: Step) => Condition[];
  /** Events that it waits for or counts since the run started. */
  awaits?: (step: Step) => Awaited[];
  /** Values that it takes from the entry event and the contact. */
  values?: (step: Step) => Record<string, Value>;
  /** Whether it needs the entry event's data for more than values and conditions. */
  readsEntry?: (step: Step) => boolean;
  templates?: (step: Step) => string[];
  /** Called on arrival and on each event of the contact. Pure. */
  visit: (step: Step, visit: Visit) => Outcome;
};

/** Registers id, title and description for the JSON Schema: `SendStep`. */
export function defineStep<Name extends string, Step>(kind: StepKind<Name, Step>) {
  const id = `${capitalized(kind.kind)}Step`;
  kind.schema.register(z.globalRegistry, { id, title: kind.kind, description: kind.summary });
  return kind;
}

/** A shorter wait does not end a loop: it would repeat over a thousand times a day. */
const QUICK_MS = MINUTE_MS;

/** Whether a calendar duration is too short to end a loop. */
export function isQuick(duration: string): boolean {
  return limitsOf(parseSpan(duration)).least < QUICK_MS;
}
