import { Defect, Denied, InvalidInput, Unavailable } from "#shared/kernel/errors.ts";
import { isThrottling, statusOf } from "../call-errors.ts";

const NO_CREDENTIALS = new Set(["CredentialsProviderError", "TokenProviderError"]);
const NOT_ACCEPTED = new Set([
  "ExpiredToken",
  "ExpiredTokenException",
  "IncompleteSignature",
  "InvalidClientTokenId",
  "InvalidSignatureException",
  "MissingAuthenticationToken",
  "RequestExpired",
  "SignatureDoesNotMatch",
  "UnrecognizedClientException",
]);
const SIGN_IN = "sign in (aws sso login, aws configure) or name a profile with --profile";

type AwsError = Error & { code?: string };

/**
 * Awaits a call of `action` (`ssm:PutParameter`). @throws its failure in an operator's terms, with
 * a remedy
 */
export async function withAction<T>(action: string, call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    throw failureOf(action, error as AwsError);
  }
}

function failureOf(action: string, error: AwsError): Error {
  const { name, message, code } = error;
  if (message === "Region is missing") {
    return new InvalidInput("no region is known: give --region, or set AWS_REGION");
  }
  if (NO_CREDENTIALS.has(name)) {
    const why = message.replace(/\.?$/, "");
    return new Denied(`there are no AWS credentials (${why}): ${SIGN_IN}`, false);
  }
  if (NOT_ACCEPTED.has(name)) {
    return new Denied(`AWS does not accept these credentials (${name}): ${SIGN_IN}`, false);
  }
  const status = statusOf(error);
  if (/AccessDenied|UnauthorizedOperation/.test(name) || status === 403) {
    return new Denied(`these credentials lack the right ${action}: have it granted (${message})`);
  }
  if (status === undefined) {
    const why = [code ?? name, message].filter(Boolean).join(": ");
    return new Unavailable(`no answer to ${action} (${why}): check the region and the network`);
  }
  if (isThrottling(error) || status >= 500) {
    return new Unavailable(`AWS is too busy for ${action} (${name}): try again in a minute`);
  }
  return new Defect(`AWS refused ${action}: ${name}: ${message}`);
}
