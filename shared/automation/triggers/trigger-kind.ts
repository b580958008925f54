import * as z from "zod/mini";
import type { EventRow } from "#shared/audience/events/index.ts";

/** All that the engine knows of one way into a sequence. Whatever lets somebody in is an event of theirs. */
export type TriggerKind<Name extends string, Enter> = {
  /** The field that tells it from the others. */
  key: Name;
  /** In a sentence, for those who write sequences. */
  summary: string;
  schema: z.ZodMiniType<Enter>;
  /** The event that lets people in. */
  event: (enter: Enter) => string;
  /** Whether this event of that name does. */
  lets: (enter: Enter, event: EventRow, sequence: string) => boolean;
  /** Names of attributes whose change it waits for. */
  attributes?: (enter: Enter) => string[];
};

/** Names the way in to whoever reads the schema as JSON Schema. */
export function defineTrigger<Name extends string, Enter>(kind: TriggerKind<Name, Enter>) {
  kind.schema.register(z.globalRegistry, { title: kind.key, description: kind.summary });
  return kind;
}
