import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { SQSClient } from "@aws-sdk/client-sqs";
import { clientOptions } from "#shared/adapters/aws/client-options.ts";
import { DynamoTable } from "#shared/adapters/aws/dynamodb/table.ts";
import { portName, resourceNames } from "#shared/adapters/aws/names.ts";
import { serviceCaller } from "#shared/adapters/aws/service-call.ts";
import { sesQuota } from "#shared/adapters/aws/ses/quota.ts";
import { SqsBacklog } from "#shared/adapters/aws/sqs/backlog.ts";
import { SqsDeadLetters } from "#shared/adapters/aws/sqs/dead-letters.ts";
import { SqsQueue } from "#shared/adapters/aws/sqs/queue.ts";
import { systemClock } from "#shared/adapters/node/clock.ts";
import { createHandler } from "./handler.ts";
import { manifest, TOGETHER_MS } from "./manifest.ts";

const { env } = process;
const names = resourceNames(manifest.uses, env);
const dynamo = new DynamoDBClient(clientOptions.table);
const sqs = new SQSClient(clientOptions.other);

const world = {
  table: new DynamoTable(dynamo, names.tables, systemClock),
  queue: new SqsQueue(sqs, names.queues),
  clock: systemClock,
  deadLetters: new SqsDeadLetters(sqs, portName("deadLetters", env), names.queues),
  backlog: new SqsBacklog(sqs, names.queues),
  quota: sesQuota(serviceCaller(env, systemClock)),
};

export const handler = createHandler(world, TOGETHER_MS);
