import type { Manifest } from "#functions/runtime/manifest.ts";
import { constructId } from "#infra/aws/construct-id.ts";
import { QUEUES, type QueueName } from "#shared/ports/queue.ts";

const queueId = (name: QueueName) => `Queues${constructId(name)}`;
const every = (actions: string[], resources: string[]) =>
  actions.flatMap((action) => resources.map((resource) => `${action} on ${resource}`));

const READ = ["dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:Query"];
const WRITE = ["dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem"];
const SEND = ["sqs:SendMessage", "sqs:SendMessageBatch"];
/** What a mapping of Lambda needs of its queue. */
const CONSUME = [
  "ReceiveMessage",
  "ChangeMessageVisibility",
  "GetQueueUrl",
  "DeleteMessage",
  "GetQueueAttributes",
].map((action) => `sqs:${action}`);
const NETWORK = [
  "CreateNetworkInterface",
  "DeleteNetworkInterface",
  "DescribeNetworkInterfaces",
  "DescribeSubnets",
  "AssignPrivateIpAddresses",
  "UnassignPrivateIpAddresses",
].map((action) => `ec2:${action}`);

const PORTS: Record<string, string[]> = {
  backlog: every(["sqs:GetQueueAttributes"], QUEUES.map(queueId)),
  deadLetters: [
    ...every(
      [
        "sqs:GetQueueAttributes",
        "sqs:ReceiveMessage",
        "sqs:DeleteMessage",
        "sqs:ChangeMessageVisibility",
        "sqs:ChangeMessageVisibilityBatch",
      ],
      ["QueuesDead"],
    ),
    ...every(SEND, QUEUES.map(queueId)),
  ],
  mailer: [
    ...every(
      ["ses:SendEmail", "ses:SendRawEmail"],
      ["ses identity/*", "ses configuration-set/<SesFeedbackConfigurationSet>"],
    ),
  ],
  quota: ["ses:GetAccount on *"],
  scan: ["dynamodb:Scan on TablesDue"],
  renderer: ["lambda:InvokeFunction on RenderFunction"],
  webhooks: ["lambda:InvokeFunction on WebhookSenderFunction"],
};

/** The rights that a manifest's words amount to, written down a second time to check the first. */
export function declaredRights({ name, uses, sources }: Manifest): string[] {
  const tables = (names: readonly string[]) => names.map((table) => `Tables${constructId(table)}`);
  const consumed = sources.flatMap((source) => (source.kind === "queue" ? [source.queue] : []));
  const rights = [
    ...every(["logs:CreateLogStream", "logs:PutLogEvents"], [`${constructId(name)}Log`]),
    ...every(READ, tables([...uses.reads, ...uses.writes])),
    ...every(WRITE, tables(uses.writes)),
    ...every(SEND, uses.sends.map(queueId)),
    ...every(CONSUME, consumed.map(queueId)),
    ...uses.secrets.map((secret) => `ssm:GetParameter on ssm parameter/Dripstack/${secret}`),
    ...uses.ports.flatMap((port) => PORTS[port] ?? []),
    ...(name === "render" ? every(NETWORK, ["*"]) : []),
  ];
  return [...new Set(rights)].toSorted();
}
