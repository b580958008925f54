import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { SQSClient } from "@aws-sdk/client-sqs";
import { clientOptions } from "#shared/adapters/aws/client-options.ts";
import { DynamoTable } from "#shared/adapters/aws/dynamodb/table.ts";
import { forgetInQueues } from "#shared/adapters/aws/external-traces.ts";
import { LambdaRenderer } from "#shared/adapters/aws/lambda/renderer.ts";
import { portName, resourceNames } from "#shared/adapters/aws/names.ts";
import { deployedRuntime } from "#shared/adapters/aws/runtime.ts";
import { serviceCaller } from "#shared/adapters/aws/service-call.ts";
import { SqsDeadLetters } from "#shared/adapters/aws/sqs/dead-letters.ts";
import { SqsQueue } from "#shared/adapters/aws/sqs/queue.ts";
import { deployedSecrets } from "#shared/adapters/aws/ssm/secrets.ts";
import { systemClock } from "#shared/adapters/node/clock.ts";
import { systemRandom } from "#shared/adapters/node/random.ts";
import { createHandler } from "./handler.ts";
import { manifest } from "./manifest.ts";

const { env } = process;
const names = resourceNames(manifest.uses, env);
const dynamo = new DynamoDBClient(clientOptions.table);
const sqs = new SQSClient(clientOptions.other);
const call = serviceCaller(env, systemClock);

export const handler = createHandler({
  table: new DynamoTable(dynamo, names.tables, systemClock),
  queue: new SqsQueue(sqs, names.queues),
  renderer: new LambdaRenderer(call, portName("renderer", env)),
  clock: systemClock,
  traces: forgetInQueues,
  secrets: deployedSecrets(call, names.secrets),
  random: systemRandom,
  runtime: deployedRuntime(manifest.env.parse(env)),
  deadLetters: new SqsDeadLetters(sqs, portName("deadLetters", env), names.queues),
});
