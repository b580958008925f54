import * as z from "zod/mini";
import type { EventRow } from "#shared/audience/events/index.ts";
import { capitalized } from "#shared/kernel/capitalized.ts";

/** The definition of a trigger kind. Every trigger is an event of the contact. */
export type TriggerKind<Name extends string, Trigger> = {
  /** The field that identifies it. */
  key: Name;
  /** One sentence for authors. */
  summary: string;
  schema: z.ZodMiniType<Trigger>;
  /** The name of the event that starts runs. */
  event: (trigger: Trigger) => string;
  /** Whether this event of that name starts a run. */
  matches: (trigger: Trigger, event: EventRow, sequence: string) => boolean;
  /** Attributes whose changes it listens to. */
  attributes?: (trigger: Trigger) => string[];
};

/** Registers id, title and description for the JSON Schema: `EventTrigger`. */
export function defineTrigger<Name extends string, Trigger>(kind: TriggerKind<Name, Trigger>) {
  const id = `${capitalized(kind.key)}Trigger`;
  kind.schema.register(z.globalRegistry, { id, title: kind.key, description: kind.summary });
  return kind;
}
