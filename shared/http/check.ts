import type * as z from "zod/mini";
import { english } from "#shared/kernel/english.ts";
import { type Fault, InvalidInput } from "#shared/kernel/errors.ts";
import { pointer } from "#shared/kernel/json-pointer.ts";

type Issue = z.core.$ZodIssue;

/** More than a caller would read at once. */
const MAX_FAULTS = 100;

/**
 * The parsed input.
 * @throws InvalidInput naming each fault by its field
 */
export function check<S extends z.ZodMiniType>(
  schema: S,
  input: unknown,
  what: string,
): z.output<S> {
  const result = schema.safeParse(input, english);
  if (result.success) return result.data;
  const issues = result.error.issues.slice(0, MAX_FAULTS);
  const faults = issues.flatMap((issue) => faultsOf(issue, []));
  throw new InvalidInput(`the ${what} is not valid`, faults.slice(0, MAX_FAULTS));
}

function faultsOf(issue: Issue, base: readonly PropertyKey[]): Fault[] {
  const path = [...base, ...issue.path];
  if (issue.code === "unrecognized_keys") {
    const keys = issue.keys.slice(0, MAX_FAULTS);
    return keys.map((key) => ({ path: pointer(...path, key), message: "unknown field" }));
  }
  if (issue.code === "invalid_union" && issue.errors.length > 0) {
    return nearest(issue.errors.map((issues) => issues.flatMap((one) => faultsOf(one, path))));
  }
  if (issue.code === "invalid_key") {
    return [{ path: pointer(...path), message: issue.issues[0]?.message ?? issue.message }];
  }
  return [{ path: pointer(...path), message: issue.message }];
}

/** The union branch with the fewest faults is probably the one that was meant. */
const nearest = (branches: Fault[][]): Fault[] =>
  branches.reduce((best, next) => (next.length < best.length ? next : best));
