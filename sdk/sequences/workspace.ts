import type { Settings } from "#shared/automation/language/index.ts";
import type { ConditionOf, WhereOf } from "./condition.ts";
import type { StepOf } from "./step.ts";
import type { TriggerOf } from "./trigger.ts";
import type {
  ByPath,
  DurationText,
  EntryField,
  EventName,
  EventsOf,
  NameOf,
  Vocabulary,
} from "./vocabulary.ts";

type GoalOf<W extends Vocabulary> = {
  [Name in EventName<W>]: {
    event: Name;
    where?: WhereOf<W, EventsOf<W>[Name]>;
    within?: DurationText;
    value?: NameOf<ByPath<EventsOf<W>[Name]>, number>;
    exit?: boolean;
  };
}[EventName<W>];

/** A definition as in JSON, with the names of a workspace and of its own steps. */
export type SequenceOf<W extends Vocabulary, Step extends string> = {
  $schema?: string;
  name: string;
  description?: string;
  enter: TriggerOf<W>[];
  reentry?: "never" | "after-exit" | { afterExit: DurationText } | { perKey: EntryField<W> };
  exit?: ConditionOf<W>[];
  goal?: GoalOf<W>;
  holdout?: number;
  priority?: number;
  settings?: Settings;
  start: NoInfer<Step>;
  steps: { [Name in Step]: StepOf<W, NoInfer<Step>> };
};

/**
 * Sequences as code: the same JSON that the API takes and the canvas edits, so nothing is lost
 * either way. The types know the workspace: an unknown name or a value of the wrong type does not
 * compile.
 *
 * ```ts
 * const { sequence } = defineWorkspace<{
 *   attributes: { plan: "free" | "pro"; trial_ends: DateText };
 *   events: { signed_up: NoFields; ordered: { total: number } };
 * }>();
 * ```
 */
export const defineWorkspace = <W extends Vocabulary>() => ({
  /**
   * A sequence, as it is.
   *
   * ```ts
   * const hello = sequence({
   *   name: "Hello",
   *   enter: [{ event: "signed_up" }],
   *   start: "mail",
   *   steps: { mail: { kind: "send", template: "hello", next: null } },
   * });
   * ```
   */
  sequence: <Step extends string>(definition: SequenceOf<W, Step>): SequenceOf<W, Step> =>
    definition,

  /**
   * A condition that several sequences share, as it is.
   *
   * ```ts
   * const isPro = condition({ attribute: "plan", is: "pro" });
   * ```
   */
  condition: (one: ConditionOf<W>): ConditionOf<W> => one,
});
