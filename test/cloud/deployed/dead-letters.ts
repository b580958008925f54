import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { expect, test } from "vitest";
import { eventually } from "../machine/eventually.ts";
import { gathering, hideFor } from "./queues.ts";
import type { Stage } from "./stage.ts";

export function deadLetters(stage: Stage): void {
  test("a bad record in a batch leaves the others alone, and ends as a dead letter", async () => {
    // In place of six minutes, so that five failures are seen within the test.
    await hideFor("work", 1);
    await gathering("work", async (QueueUrl) => {
      await new SQSClient().send(new SendMessageCommand({ QueueUrl, MessageBody: "no JSON" }));
      await stage.signUp("kate@example.com");
    });
    await stage.mailsTo("kate@example.com", 1);
    const [letter] = await eventually(60, "a dead letter", async () => {
      const { body } = await stage.app.call("GET", "/v1/dead-letters");
      return body.items.length > 0 && body.items;
    });
    expect(letter.queue).toBe("work");
  });

  test("what is put back and fails again comes back, with its count", async () => {
    const { redriven } = (await stage.app.call("POST", "/v1/dead-letters/redrive")).body;
    // The tick may have been there first.
    expect(redriven).toBeLessThanOrEqual(1);
    await eventually(60, "the letter again", async () => {
      const { body } = await stage.app.call("GET", "/v1/dead-letters");
      return body.items.some((item: { redriven: number }) => item.redriven >= 1);
    });
    // A second is too short for a batch, which would be worked twice at once; later chapters still
    // wait for a second try.
    await hideFor("work", 20);
  });
}
