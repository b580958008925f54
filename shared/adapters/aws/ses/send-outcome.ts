import type { SendOutcome } from "#shared/ports/mailer.ts";
import { isThrottling, statusOf } from "../call-errors.ts";

/** Refusals caused by the account, not the mail: it can be sent once that is fixed. */
const RETRYABLE = new Set([
  "SendingPausedException",
  "AccountSuspendedException",
  "MailFromDomainNotVerifiedException",
  // A missing configuration set.
  "NotFoundException",
]);
/**
 * SES has one code for a bad mail and for an unverified sender (in the sandbox, also recipient).
 */
const NOT_VERIFIED = /^MessageRejected: Email address is not verified/;
/** Missing rights or credentials refuse every mail until they are fixed. */
const RETRYABLE_STATUS = new Set([401, 403, 429]);
/** No connection was made, so SES has not read anything. */
const NEVER_LEFT = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN"]);

/**
 * The outcome of a failed `SendEmail`. Only an explicit refusal or a failed connection is certain;
 * after a timeout, a broken connection or a server error the mail may have been accepted.
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
