import type { Definition } from "#shared/automation/language/index.ts";
import { InvalidInput } from "#shared/kernel/errors.ts";
import type { Occurrence } from "./occurrence.ts";

/**
 * The definition with another first step, which a contact can be put in at by hand.
 * @throws InvalidInput when there is no such step
 */
export function startAtStep(definition: Definition, step: string | undefined): Definition {
  if (step === undefined) return definition;
  if (Object.hasOwn(definition.steps, step)) {
    return { ...definition, start: step, enter: [...definition.enter, { api: true }] };
  }
  const message = `there is no step "${step}"`;
  throw new InvalidInput("the simulation does not fit the sequence", [{ path: "/step", message }]);
}

/** What happens, and first of all that the contact is put in, unless the script says when. */
export const putIn = (events: Occurrence[], at: number): Occurrence[] =>
  events.some((one) => "enrolled" in one) ? events : [{ at, enrolled: {} }, ...events];
