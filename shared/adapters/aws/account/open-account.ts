import { CloudFormationClient } from "@aws-sdk/client-cloudformation";
import { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import { LambdaClient } from "@aws-sdk/client-lambda";
import { SESv2Client } from "@aws-sdk/client-sesv2";
import { SSMClient } from "@aws-sdk/client-ssm";
import type { Account, AccountChoice } from "./account.ts";
import { invokeFunction } from "./functions.ts";
import { findSchedules } from "./schedules.ts";
import { makeSecret, putSecret, readSecrets } from "./secrets.ts";
import { listIdentities, readSending } from "./sending.ts";
import { findStack } from "./stacks.ts";

/** Operators may be anywhere, even behind a proxy. */
const CONNECT_MS = 5_000;
const REQUEST_MS = 15_000;
/** The `api` function may take 29 seconds. */
const INVOKE_MS = 35_000;

const within = (requestTimeout: number) => ({
  connectionTimeout: CONNECT_MS,
  requestTimeout,
  throwOnRequestTimeout: true,
});

/**
 * Opens the account that `choice`, the environment and AWS's own files (profiles, SSO) select.
 * Makes no call yet.
 */
export function openAccount(
  { region, profile }: AccountChoice,
  env: Record<string, string | undefined>,
): Account {
  const options = {
    // The CDK and the AWS CLI also read the second variable; the SDK does not.
    region: region ?? env.AWS_REGION ?? env.AWS_DEFAULT_REGION,
    profile,
    requestHandler: within(REQUEST_MS),
  };
  const cloudFormation = new CloudFormationClient(options);
  const eventBridge = new EventBridgeClient(options);
  const ssm = new SSMClient(options);
  const ses = new SESv2Client(options);
  // Not repeated: an invocation whose answer was lost may have done its work.
  const lambda = new LambdaClient({
    ...options,
    maxAttempts: 1,
    requestHandler: within(INVOKE_MS),
  });
  return {
    findStack: (name) => findStack(cloudFormation, name),
    makeSecret: (name, value) => makeSecret(ssm, name, value),
    putSecret: (name, value) => putSecret(ssm, name, value),
    readSecrets: (names) => readSecrets(ssm, names),
    invoke: (functionName, payload) => invokeFunction(lambda, functionName, payload),
    sending: () => readSending(ses),
    identities: () => listIdentities(ses),
    schedules: (stackName) => findSchedules(cloudFormation, eventBridge, stackName),
  };
}
