import { InvokeCommand, type LambdaClient } from "@aws-sdk/client-lambda";
import { NotFound, Unavailable } from "#shared/kernel/errors.ts";
import { withAction } from "./failure.ts";

/**
 * Invokes a function and returns its result. @throws NotFound, or Unavailable with its error when
 * it fails
 */
export async function invokeFunction(
  client: LambdaClient,
  name: string,
  payload: object,
): Promise<unknown> {
  const command = new InvokeCommand({ FunctionName: name, Payload: JSON.stringify(payload) });
  const call = client.send(command).catch((error) => {
    if ((error as Error).name !== "ResourceNotFoundException") throw error;
    throw new NotFound(`the function ${name} is gone: deploy again (npx cdk deploy --all)`);
  });
  const { FunctionError, Payload } = await withAction("lambda:InvokeFunction", call);
  const text = Buffer.from(Payload ?? []).toString("utf8");
  if (FunctionError !== undefined) {
    const log = "its log in CloudWatch says more; if it is older than this program, deploy again";
    throw new Unavailable(`the function ${name} failed: ${wordsOf(text)} (${log})`);
  }
  return JSON.parse(text);
}

/** Lambda's description of an error, on one line. */
function wordsOf(text: string): string {
  const { errorType = "Error", errorMessage = text } = JSON.parse(text) as Record<string, string>;
  return `${errorType}: ${errorMessage}`.slice(0, 500);
}
