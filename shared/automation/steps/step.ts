import * as z from "zod/mini";
import type { Awaited, Condition, Facts } from "#shared/audience/conditions/index.ts";
import type { EventPosition } from "#shared/audience/events/index.ts";
import type { Enrollment } from "#shared/automation/enrollments/index.ts";
import { limitsOf, parseSpan } from "#shared/calendar/index.ts";
import { MINUTE_MS } from "#shared/kernel/time.ts";
import type { SendingState } from "#shared/platform/live-definitions/index.ts";
import type { WebhookRequest, WebhookResult } from "#shared/queue/index.ts";
import type { Effect } from "./effect.ts";
import type { Value } from "./values.ts";

/** The step that follows; null ends the run. */
export type Next = string | null;

/** What a step sees when a run stands on it. Instants are epoch milliseconds. */
export type Visit = {
  /**
   * The instant that is gone through: when what leads on was due or happened. Time passes by this
   * clock.
   */
  now: number;
  /** What the clock on the wall says: that instant, or later where it is worked on late. */
  clock: number;
  /** As of when conditions are asked: `now`, or what the clock says where that is much later. */
  asOf: number;
  contact: string;
  /** What the person is called outside. */
  person: { id: string; email: string };
  run: Enrollment;
  /** The data of the event that let the person in, whole. */
  entry: Record<string, unknown>;
  facts: Facts;
  /** The zone that local times are meant in: the sequence's, else the contact's, else the workspace's. */
  zone: string;
  /** When mails of this sequence may go, by rules that may be of a newer version. */
  rules: SendingState | undefined;
  /**
   * The instant that the step's time counts from: when the mail before it left, else when the step was
   * reached. `settled` is false while that mail is still on its way: ask again, at the latest `until`.
   */
  base: { at: number; settled: true } | { at: number; settled: false; until: number };
  /** What became of the request that this very visit made. */
  answer?: WebhookResult;
  /** The variant that an experiment has found to be best. */
  winner?: string;
};

type Why = { decision: string; reason?: string; saw?: string[] };

/** What a step decides. `reason`, `saw` and `until` go onto the trail. */
export type Outcome =
  /** `by` is what happened and led on, at the step or before it. */
  | (Why & {
      kind: "go";
      next: Next;
      effects?: Effect[];
      watch?: Watch;
      by?: EventPosition;
      /** When the time that passed here was over. */
      overAt?: number;
    })
  /**
   * A `request` is made, or made again, while the run stays; `lookAt` is when what it waits for may
   * come by itself.
   */
  | (Why & {
      kind: "stay";
      until: number | undefined;
      request?: WebhookRequest;
      lookAt?: number | undefined;
    })
  /** `dueAt` is when it was to go, where that is after the step was reached. */
  | { kind: "send"; template: string; to?: string; next: Next; dueAt?: number }
  | { kind: "exit"; reason: string };

/** Something to be looked for from now on, whatever step the run is at. */
export type Watch = { name: string; since: number; until: number; variant: string };

/** All that the engine knows of one kind of step. */
export type StepKind<Name extends string, Step> = {
  kind: Name;
  /** In a sentence, for those who write sequences. */
  summary: string;
  schema: z.ZodMiniType<Step>;
  /** Where a run may go from here: for dangling names, unreachable steps and loops. */
  exits: (step: Step) => Next[];
  /** Whether time may pass here: what follows a step that does counts from when that step was left. */
  waits: boolean;
  /** The ways on that may be taken before any time has passed: a loop of such ways would never end. */
  quickExits: (step: Step) => Next[];
  /** What it asks of a person: whatever these read may change what it decides. */
  asks?: (step: Step) => Condition[];
  /** What it waits for or counts since the run began. */
  awaits?: (step: Step) => Awaited[];
  /** What it takes over from the entering event and from the person. */
  values?: (step: Step) => Record<string, Value>;
  /** Whether it needs the data of the entering event for more than values and conditions. */
  readsEntry?: (step: Step) => boolean;
  templates?: (step: Step) => string[];
  /** Asked on arrival and whenever something happened; pure. */
  visit: (step: Step, visit: Visit) => Outcome;
};

/** Names the kind to whoever reads the schema as JSON Schema. */
export function defineStep<Name extends string, Step>(kind: StepKind<Name, Step>) {
  kind.schema.register(z.globalRegistry, { title: kind.kind, description: kind.summary });
  return kind;
}

/** A pause this short ends no loop: in a day it would come round a thousand times. */
const QUICK_MS = MINUTE_MS;

/** Whether a duration of the calendar is too short to end a loop. */
export function isQuick(duration: string): boolean {
  return limitsOf(parseSpan(duration)).least < QUICK_MS;
}
