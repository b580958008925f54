import { afterAll, beforeAll, describe } from "vitest";
import { type ElasticMq, startElasticMq } from "../machine/elasticmq.ts";
import { lacks } from "../machine/lacks.ts";
import { sqsAt, sqsContract } from "./sqs.contract.ts";

describe.skipIf(await lacks("java", "mvn"))("SQS as ElasticMQ has it", () => {
  let emulator: ElasticMq | undefined;
  beforeAll(async () => {
    emulator = await startElasticMq();
  });
  afterAll(() => emulator?.stop());

  sqsContract("ElasticMQ", () => sqsAt(emulator!.url));
});
