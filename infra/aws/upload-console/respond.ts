import type { CloudFormationCustomResourceEvent } from "aws-lambda";

const TRIES = 3;
const TIMEOUT_MS = 3_000;
/** CloudFormation takes answers of four kilobytes. */
const MAX_REASON = 1_000;

/**
 * Answers CloudFormation: done, or failed for `reason`. Without an answer it would wait for as long
 * as the resource's time limit.
 * @throws Error when the answer was not taken
 */
export async function respond(
  { ResponseURL, StackId, RequestId, LogicalResourceId }: CloudFormationCustomResourceEvent,
  PhysicalResourceId: string,
  reason: string | undefined,
): Promise<void> {
  const answer = {
    Status: reason === undefined ? "SUCCESS" : "FAILED",
    ...(reason !== undefined && { Reason: reason.slice(0, MAX_REASON) }),
    ...{ PhysicalResourceId, StackId, RequestId, LogicalResourceId },
  };
  // As bytes, for the address is signed for a body without a type.
  const body = new TextEncoder().encode(JSON.stringify(answer));
  for (let tries = 1; ; tries++) {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const taken = await fetch(ResponseURL, { method: "PUT", body, signal }).then(
      ({ ok, status }) => (ok ? undefined : new Error(`CloudFormation answered ${status}`)),
      (error: Error) => error,
    );
    if (!taken) return;
    if (tries === TRIES) throw taken;
  }
}
