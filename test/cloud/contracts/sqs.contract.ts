import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { describe, expect, test } from "vitest";
import { clientOptions } from "#shared/adapters/aws/client-options.ts";
import { SqsQueue } from "#shared/adapters/aws/sqs/queue.ts";
import { Defect, Unavailable } from "#shared/kernel/errors.ts";
import { queueContract } from "#test/contracts/queue.contract.ts";
import { freePort, REGION } from "../machine/ministack.ts";
import { openPlace, realPace, receive } from "./sqs-place.ts";

const credentials = { accessKeyId: "test", secretAccessKey: "test" };

/** The client that functions have, of an SQS elsewhere. */
export const sqsAt = (endpoint: string): SQSClient =>
  new SQSClient({ ...clientOptions.other, endpoint, region: REGION, credentials });

/**
 * What every `Queue` does, and what these adapters do beside it, on the SQS that `connect` leads
 * to.
 */
export function sqsContract(name: string, connect: () => SQSClient) {
  queueContract(name, () => openPlace(connect()), realPace);

  describe(`the adapters of SQS on ${name}`, () => {
    test("a queue that is not there is a defect", async () => {
      const { urls } = await openPlace(connect());
      const lost = new SqsQueue(connect(), { work: `${urls.work}-gone` });
      await expect(lost.send("work", [{ body: {} }])).rejects.toThrow(Defect);
    });

    test("an SQS that does not answer is unavailable", async () => {
      const nowhere = sqsAt(`http://127.0.0.1:${await freePort()}`);
      const queue = new SqsQueue(nowhere, { work: "http://127.0.0.1/1/work" });
      await expect(queue.send("work", [{ body: {} }])).rejects.toThrow(Unavailable);
    });

    test("a dead letter put there by hand stays, is counted, and is not listed", async () => {
      const client = connect();
      const { deadUrl, list, redrive } = await openPlace(client);
      await client.send(new SendMessageCommand({ QueueUrl: deadUrl, MessageBody: "mine" }));
      expect(await list(10)).toEqual([]);
      expect(await redrive({ limit: 10, upTo: 3 })).toEqual({ redriven: 0, stuck: 1 });
      const left = await receive(client, deadUrl, 10);
      expect(left.map(({ Body }) => Body)).toEqual(["mine"]);
    });
  });
}
