import { AssertionError, LiquidError } from "liquidjs";
import { InvalidInput } from "#shared/kernel/errors.ts";

/**
 * Whether a mail failed for a limit or check of ours, which no later template version fixes. All
 * other rendering errors are the template's fault.
 */
export function isRefusal(error: unknown): boolean {
  const cause = LiquidError.is(error) ? (error.originalError ?? error) : error;
  if (cause instanceof InvalidInput) return true;
  return cause instanceof AssertionError && cause.message.endsWith("limit exceeded");
}
