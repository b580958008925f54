import { type CloudFormationClient, DescribeStacksCommand } from "@aws-sdk/client-cloudformation";
import { NotFound } from "#shared/kernel/errors.ts";
import { withAction } from "./failure.ts";

/** `status` is CloudFormation's, such as `UPDATE_COMPLETE`. */
export type DeployedStack = {
  name: string;
  region: string;
  status: string;
  outputs: Record<string, string>;
};

/** @throws NotFound when the region has no stack of this name */
export async function findStack(
  client: CloudFormationClient,
  name: string,
): Promise<DeployedStack> {
  const region = await withAction("cloudformation:DescribeStacks", client.config.region());
  const call = client.send(new DescribeStacksCommand({ StackName: name })).catch((error) => {
    if (!/does not exist/.test((error as Error).message)) throw error;
    return { Stacks: [] };
  });
  const { Stacks: [stack] = [] } = await withAction("cloudformation:DescribeStacks", call);
  if (!stack) {
    const where = "another name, --region or --profile, or deploy it: npx cdk deploy --all";
    throw new NotFound(`there is no stack ${name} in ${region}: try ${where}`);
  }
  const outputs = (stack.Outputs ?? []).map(({ OutputKey, OutputValue }) => [
    OutputKey,
    OutputValue,
  ]);
  // `name` may also have been its ARN.
  return {
    name: stack.StackName ?? name,
    region,
    status: stack.StackStatus!,
    outputs: Object.fromEntries(outputs),
  };
}
