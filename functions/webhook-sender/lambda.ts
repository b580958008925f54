import { SQSClient } from "@aws-sdk/client-sqs";
import { clientOptions } from "#shared/adapters/aws/client-options.ts";
import { resourceNames } from "#shared/adapters/aws/names.ts";
import { serviceCaller } from "#shared/adapters/aws/service-call.ts";
import { SqsQueue } from "#shared/adapters/aws/sqs/queue.ts";
import { deployedSecrets } from "#shared/adapters/aws/ssm/secrets.ts";
import { systemClock } from "#shared/adapters/node/clock.ts";
import { NodeHttpClient } from "#shared/adapters/web/http-client.ts";
import { createHandler } from "./handler.ts";
import { manifest } from "./manifest.ts";

const { env } = process;
const names = resourceNames(manifest.uses, env);

export const handler = createHandler({
  queue: new SqsQueue(new SQSClient(clientOptions.other), names.queues),
  http: new NodeHttpClient({ isGuarded: true }),
  secrets: deployedSecrets(serviceCaller(env, systemClock), names.secrets),
  clock: systemClock,
});
