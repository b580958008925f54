import { afterAll, beforeAll, describe } from "vitest";
import { type ElasticMq, startElasticMq } from "../machine/elasticmq.ts";
import { lacks } from "../machine/lacks.ts";
import { sqsAt, sqsContract } from "./sqs.contract.ts";

const skip = Boolean(await lacks("java", "mvn"));

// At once, since they mostly wait: each test has queues of its own.
describe("SQS as ElasticMQ has it", { skip, concurrent: true }, () => {
  let emulator: ElasticMq | undefined;
  beforeAll(async () => {
    emulator = await startElasticMq();
  });
  afterAll(() => emulator?.stop());

  sqsContract("ElasticMQ", () => sqsAt(emulator!.url));
});
