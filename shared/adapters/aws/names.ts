import { Defect } from "#shared/kernel/errors.ts";
import { QUEUES, type QueueName } from "#shared/ports/queue.ts";
import type { SecretName } from "#shared/ports/secrets.ts";
import type { TableName } from "#shared/ports/table.ts";

/** The names of what was deployed, as one function sees them; the CDK app writes what this file reads. */
export type ResourceNames = {
  tables: Partial<Record<TableName, string>>;
  /** By queue, its address. */
  queues: Partial<Record<QueueName, string>>;
  /** By secret, its parameter. */
  secrets: Partial<Record<SecretName, string>>;
};

/** The outputs of the stack that the command line reads: where the API answers, and the name of its function. */
export const OUTPUTS = { url: "Url", apiFunction: "ApiFunction" } as const;
/** Under which the stack's secrets stand in SSM. */
export const secretsPrefix = (stackName: string) => `/${stackName}/`;

/** The variables of what is not a table or a queue, by the port that needs it. */
export const PORT_VARIABLES = {
  deadLetters: "QUEUE_DEAD",
  mailer: "CONFIGURATION_SET",
  renderer: "RENDER_FUNCTION",
  bus: "EVENT_BUS",
  webhooks: "WEBHOOK_SENDER_FUNCTION",
} as const;
/** What the names of the secrets' parameters begin with. */
export const SECRETS_VARIABLE = "SECRETS_PREFIX";
/** The name of the bus where nobody asked for our events. */
export const NO_BUS = "none";
export type NamedPort = keyof typeof PORT_VARIABLES;

export const tableVariable = (table: TableName) => `TABLE_${table.toUpperCase()}`;
export const queueVariable = (queue: QueueName) =>
  `QUEUE_${queue.toUpperCase().replaceAll("-", "_")}`;

/** What a function declares that it uses. */
type Uses = {
  reads: readonly TableName[];
  writes: readonly TableName[];
  sends: readonly QueueName[];
  secrets: readonly SecretName[];
  ports: readonly string[];
};

/** All tables that a function with these uses may touch. */
export const tablesOf = ({ reads, writes }: Uses): TableName[] => [
  ...new Set([...reads, ...writes]),
];
/** All queues that it may send to: a dead letter goes back to whichever queue it came from. */
export const queuesOf = ({ sends, ports }: Uses): readonly QueueName[] =>
  ports.includes("deadLetters") ? QUEUES : sends;

type Environment = Record<string, string | undefined>;

/** @throws Defect when something that the function uses has no name in its environment */
export function resourceNames(uses: Uses, env: Environment): ResourceNames {
  const tables = tablesOf(uses).map((table) => [table, required(env, tableVariable(table))]);
  const queues = queuesOf(uses).map((queue) => [queue, required(env, queueVariable(queue))]);
  const secrets = uses.secrets.map((name) => [name, `${required(env, SECRETS_VARIABLE)}${name}`]);
  return {
    tables: Object.fromEntries(tables),
    queues: Object.fromEntries(queues),
    secrets: Object.fromEntries(secrets),
  };
}

/** The name that `port` needs. @throws Defect when the environment does not have it */
export const portName = (port: NamedPort, env: Environment): string =>
  required(env, PORT_VARIABLES[port]);

function required(env: Environment, variable: string): string {
  const value = env[variable];
  if (!value) throw new Defect(`the environment has no ${variable}`);
  return value;
}
