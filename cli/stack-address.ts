import type { DeployedStack } from "#shared/adapters/aws/account/stacks.ts";
import { OUTPUTS } from "#shared/adapters/aws/names.ts";
import { Conflict } from "#shared/kernel/errors.ts";

const IN_PROGRESS = /^(CREATE|UPDATE)_.*IN_PROGRESS$/;
const COMPLETE = /^(CREATE|UPDATE|UPDATE_ROLLBACK|IMPORT|IMPORT_ROLLBACK)_COMPLETE$/;

type StackAddress = { url: string; apiFunction: string; consoleUrl: string | undefined };

/**
 * Where a stack's API and its console answer, and the name of the API's function.
 * @throws Conflict when the stack is not fully deployed
 */
export function addressOf(stack: DeployedStack): StackAddress {
  const { name, region, status, outputs } = stack;
  const url = outputs[OUTPUTS.url];
  const apiFunction = outputs[OUTPUTS.apiFunction];
  const what = `the stack ${name} in ${region}`;
  if (status.startsWith("DELETE_")) throw new Conflict(`${what} is being deleted (${status})`);
  if (url && apiFunction) {
    return { url: url.replace(/\/+$/, ""), apiFunction, consoleUrl: outputs[OUTPUTS.consoleUrl] };
  }
  if (IN_PROGRESS.test(status)) {
    throw new Conflict(`${what} is being deployed (${status}): wait until that is done`);
  }
  if (COMPLETE.test(status)) {
    const again = "deploy this version (npx cdk deploy --all), or name another with --stack";
    throw new Conflict(`${what} is not a Dripstack stack, or one of an older version: ${again}`);
  }
  const events = "read its events, delete it and deploy again (npx cdk deploy --all)";
  throw new Conflict(`${what} was not fully deployed (${status}): ${events}`);
}
