import { Stack } from "aws-cdk-lib";
import { PolicyStatement } from "aws-cdk-lib/aws-iam";
import type { Construct } from "constructs";
import type { Uses } from "#functions/runtime/world.ts";
import { queuesOf, tablesOf } from "#shared/adapters/aws/names.ts";
import type { TableName } from "#shared/ports/table.ts";
import { identitiesOf } from "./identity.ts";
import type { Resources } from "./resources.ts";

const READ = ["dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:Query"];
const WRITE = ["dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem"];
/** AWS checks batches by the right to single calls; emulators by their own names. */
const SEND = ["sqs:SendMessage", "sqs:SendMessageBatch"];
const RECEIVE = [
  "sqs:GetQueueAttributes",
  "sqs:ReceiveMessage",
  "sqs:DeleteMessage",
  "sqs:ChangeMessageVisibility",
  "sqs:ChangeMessageVisibilityBatch",
];

type Port = Uses["ports"][number];
type Grants = Partial<Record<Port, (at: Resources, scope: Construct) => PolicyStatement[]>>;

const allow = (actions: string[], resources: string[]) =>
  resources.length === 0 ? [] : [new PolicyStatement({ actions, resources })];

/** The rights of each port beyond tables, queues and secrets. */
const PORT_GRANTS: Grants = {
  backlog: ({ queues }) =>
    allow(
      ["sqs:GetQueueAttributes"],
      Object.values(queues.byName).map(({ queueArn }) => queueArn),
    ),
  deadLetters: ({ queues }) => allow(RECEIVE, [queues.dead.queueArn]),
  mailer: ({ configurationSet, sendingDomain }, scope) => [
    ...allow(
      ["ses:SendEmail", "ses:SendRawEmail"],
      [
        ...identitiesOf(sendingDomain).map((name) => arn(scope, "ses", "identity", name)),
        arn(scope, "ses", "configuration-set", configurationSet.configurationSetName),
      ],
    ),
  ],
  // `GetAccount` has no resource.
  quota: () => allow(["ses:GetAccount"], ["*"]),
  renderer: ({ render }) => allow(["lambda:InvokeFunction"], [render!.functionArn]),
  webhooks: ({ webhookSender }) => allow(["lambda:InvokeFunction"], [webhookSender!.functionArn]),
  scan: ({ tables }) => allow(["dynamodb:Scan"], [tables.byName.due.tableArn]),
  bus: ({ bus }) => allow(["events:PutEvents"], bus ? [bus.eventBusArn] : []),
};

/** The policy of a function's role: exactly what its manifest declares. */
export function statementsOf(uses: Uses, at: Resources, scope: Construct): PolicyStatement[] {
  const arns = (names: readonly TableName[]) =>
    names.map((name) => at.tables.byName[name].tableArn);
  return [
    ...allow(READ, arns(tablesOf(uses))),
    ...allow(WRITE, arns(uses.writes)),
    ...allow(
      SEND,
      queuesOf(uses).map((name) => at.queues.byName[name].queueArn),
    ),
    ...allow(
      ["ssm:GetParameter"],
      uses.secrets.map((name) =>
        arn(scope, "ssm", "parameter", `${at.secretsPrefix.slice(1)}${name}`),
      ),
    ),
    ...uses.ports.flatMap((port) => PORT_GRANTS[port]?.(at, scope) ?? []),
  ];
}

const arn = (scope: Construct, service: string, resource: string, resourceName: string) =>
  Stack.of(scope).formatArn({ service, resource, resourceName });
