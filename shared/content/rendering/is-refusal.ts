import { AssertionError, LiquidError } from "liquidjs";
import { InvalidInput } from "#shared/kernel/errors.ts";

/**
 * Whether a mail failed for a limit of ours, or for what we refuse to put into one: no later
 * version of its template can be counted on to mend that. All else that stops a rendering is the
 * template's fault.
 */
export function isRefusal(error: unknown): boolean {
  const cause = LiquidError.is(error) ? (error.originalError ?? error) : error;
  if (cause instanceof InvalidInput) return true;
  return cause instanceof AssertionError && cause.message.endsWith("limit exceeded");
}
