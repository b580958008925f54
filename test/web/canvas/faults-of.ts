import { Definition as ApiDefinition } from "#shared/automation/language/index.ts";
import { check } from "#shared/http/check.ts";
import type { InvalidInput } from "#shared/kernel/errors.ts";

/** What the API finds wrong with a definition. */
export function faultsOf(definition: unknown) {
  try {
    check(ApiDefinition, definition, "definition");
    return [];
  } catch (error) {
    return (error as InvalidInput).faults;
  }
}
