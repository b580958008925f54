import type { SendOutcome } from "#shared/ports/mailer.ts";
import { isThrottling, statusOf } from "../call-errors.ts";

/** Refusals that are about the account and not the mail: once that is mended the same mail may go. */
const RETRYABLE = new Set([
  "SendingPausedException",
  "AccountSuspendedException",
  "MailFromDomainNotVerifiedException",
  // The configuration set.
  "NotFoundException",
]);
/** SES has one name for a bad mail and for a sender (in the sandbox also a reader) who is not verified yet. */
const NOT_VERIFIED = /^MessageRejected: Email address is not verified/;
/** Our own rights or credentials: every mail would be refused until somebody mends them. */
const RETRYABLE_STATUS = new Set([401, 403, 429]);
/** The connection was never made, so SES can not have read anything. */
const NEVER_LEFT = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN"]);

/**
 * What a failed `SendEmail` proves. Only an explicit refusal, or a call that never left, is certain;
 * after a timeout, a broken connection or an error of their side the mail may be on its way.
 */
export function outcomeOf(error: unknown): SendOutcome {
  const { name, message, code } = error as Error & { code?: string };
  const reason = `${name}: ${message}`.slice(0, 300);
  if (code && NEVER_LEFT.has(code)) return { kind: "refused", reason, retryable: true };
  const status = statusOf(error);
  if (status === undefined || status < 400 || status >= 500 || status === 408) {
    return { kind: "unknown", reason };
  }
  const retryable =
    isThrottling(error) ||
    RETRYABLE.has(name) ||
    RETRYABLE_STATUS.has(status) ||
    NOT_VERIFIED.test(reason);
  return { kind: "refused", reason, retryable };
}
