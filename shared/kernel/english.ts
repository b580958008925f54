import { en } from "zod/locales";
import type * as z from "zod/mini";

const { localeError } = en();

/** English messages for schema issues without their own: `zod/mini` has none. */
export const english = {
  error: (issue: z.core.$ZodRawIssue) => plainMessage(issue) ?? localeError(issue),
};

/** The commonest mistakes, without the validator's jargon. */
function plainMessage(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.code === "invalid_type" && issue.input === undefined) return "is missing";
  if (issue.code === "invalid_type" && issue.expected === "object") return "must be an object";
  if (issue.code === "invalid_format" && issue.format === "datetime") {
    return "is no instant such as 2027-01-31T00:00:00Z";
  }
  if (issue.code === "invalid_union" && Array.isArray(issue.options)) {
    return `must be one of ${issue.options.join(", ")}`;
  }
  if (issue.code === "too_small" && issue.origin === "array") {
    return `needs at least ${entries(issue.minimum)}`;
  }
  if (issue.code === "too_big" && issue.origin === "array") {
    return `may have at most ${entries(issue.maximum)}`;
  }
  return undefined;
}

const entries = (count: number | bigint) => (count === 1 ? "1 entry" : `${count} entries`);
