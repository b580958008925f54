import { CreateQueueCommand } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { SqsQueue } from "#shared/adapters/aws/sqs/queue.ts";
import { Defect } from "#shared/kernel/errors.ts";
import { lacks } from "../machine/lacks.ts";
import { type MiniStack, startMiniStack } from "../machine/ministack.ts";
import { sqsAt, sqsContract } from "./sqs.contract.ts";
import { receive } from "./sqs-place.ts";

const skip = Boolean(await lacks("python3", "openssl"));

// At once, since they mostly wait: each test has queues of its own.
describe("SQS as MiniStack has it", { skip, concurrent: true }, () => {
  let emulator: MiniStack | undefined;
  const connect = () => sqsAt(emulator!.url);
  beforeAll(async () => {
    emulator = await startMiniStack();
  });
  afterAll(() => emulator?.stop());

  sqsContract("MiniStack", connect);

  test("an entry that SQS refuses is a defect, and the others of its call are stored", async () => {
    const Attributes = { MaximumMessageSize: "1024" };
    const asked = new CreateQueueCommand({ QueueName: "small", Attributes });
    const work = (await connect().send(asked)).QueueUrl!;
    const sent = new SqsQueue(connect(), { work }).send("work", [
      { body: { n: 1 } },
      { body: { n: 2, text: "x".repeat(1024) } },
      { body: { n: 3 } },
    ]);
    await expect(sent).rejects.toThrow(Defect);
    await expect(sent).rejects.toThrow("InvalidParameterValue");
    const stored = await receive(connect(), work, 10);
    expect(stored.map(({ Body }) => JSON.parse(Body!).n).toSorted()).toEqual([1, 3]);
  });
});
