import { Defect } from "#shared/kernel/errors.ts";
import { QUEUES, type QueueName } from "#shared/ports/queue.ts";
import type { SecretName } from "#shared/ports/secrets.ts";
import type { TableName } from "#shared/ports/table.ts";

/** The names of the deployed resources that a function uses, written by the CDK app. */
export type ResourceNames = {
  tables: Partial<Record<TableName, string>>;
  /** Queue → its URL. */
  queues: Partial<Record<QueueName, string>>;
  /** Secret → its parameter. */
  secrets: Partial<Record<SecretName, string>>;
};

/**
 * The stack's outputs: the API's URL and function name, which the command line reads, and the
 * console's URL.
 */
export const OUTPUTS = {
  url: "Url",
  apiFunction: "ApiFunction",
  consoleUrl: "ConsoleUrl",
} as const;
/** The prefix of the stack's secrets in SSM. */
export const secretsPrefix = (stackName: string) => `/${stackName}/`;

/** The environment variable of each port that is not a table or a queue. */
export const PORT_VARIABLES = {
  deadLetters: "QUEUE_DEAD",
  mailer: "CONFIGURATION_SET",
  renderer: "RENDER_FUNCTION",
  bus: "EVENT_BUS",
  webhooks: "WEBHOOK_SENDER_FUNCTION",
} as const;
/** Holds the prefix of the secrets' parameters. */
export const SECRETS_VARIABLE = "SECRETS_PREFIX";
/** The bus name if events are not published. */
export const NO_BUS = "none";
export type NamedPort = keyof typeof PORT_VARIABLES;

export const tableVariable = (table: TableName) => `TABLE_${table.toUpperCase()}`;
export const queueVariable = (queue: QueueName) =>
  `QUEUE_${queue.toUpperCase().replaceAll("-", "_")}`;

/** The uses that a function declares. */
type Uses = {
  reads: readonly TableName[];
  writes: readonly TableName[];
  sends: readonly QueueName[];
  secrets: readonly SecretName[];
  ports: readonly string[];
};

/** All tables that a function with these uses reads or writes. */
export const tablesOf = ({ reads, writes }: Uses): TableName[] => [
  ...new Set([...reads, ...writes]),
];
/** All queues that it may send to; dead letters can return to any queue. */
export const queuesOf = ({ sends, ports }: Uses): readonly QueueName[] =>
  ports.includes("deadLetters") ? QUEUES : sends;

type Environment = Record<string, string | undefined>;

/** @throws Defect when a resource that the function uses has no name in the environment */
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

/** The resource name for `port`. @throws Defect when it is missing in the environment */
export const portName = (port: NamedPort, env: Environment): string =>
  required(env, PORT_VARIABLES[port]);

function required(env: Environment, variable: string): string {
  const value = env[variable];
  if (!value) throw new Defect(`the environment has no ${variable}`);
  return value;
}
