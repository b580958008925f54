import {
  type CloudFormationClient,
  paginateListStackResources,
} from "@aws-sdk/client-cloudformation";
import { DescribeRuleCommand, type EventBridgeClient } from "@aws-sdk/client-eventbridge";
import type { Schedule } from "./account.ts";
import { withAction } from "./failure.ts";

/** The stack's EventBridge rules with a schedule; a stack has at most 500 resources. */
export async function findSchedules(
  stacks: CloudFormationClient,
  rules: EventBridgeClient,
  stackName: string,
): Promise<Schedule[]> {
  const names = await withAction("cloudformation:ListStackResources", ruleNames(stacks, stackName));
  const found = await Promise.all(
    names.map((Name) =>
      withAction("events:DescribeRule", rules.send(new DescribeRuleCommand({ Name }))),
    ),
  );
  return found.flatMap(({ Name, ScheduleExpression, State }) =>
    ScheduleExpression ? [{ name: Name!, enabled: State !== "DISABLED" }] : [],
  );
}

async function ruleNames(client: CloudFormationClient, StackName: string): Promise<string[]> {
  const names: string[] = [];
  for await (const page of paginateListStackResources({ client }, { StackName })) {
    for (const { ResourceType, PhysicalResourceId } of page.StackResourceSummaries ?? []) {
      if (ResourceType === "AWS::Events::Rule" && PhysicalResourceId) {
        names.push(PhysicalResourceId);
      }
    }
  }
  return names;
}
