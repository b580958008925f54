import { SQSClient } from "@aws-sdk/client-sqs";
import { expect, test } from "vitest";
import { SqsDeadLetters } from "#shared/adapters/aws/sqs/dead-letters.ts";
import { fakeWire } from "./fake-wire.ts";

const credentials = { accessKeyId: "AKID", secretAccessKey: "secret" };
const client = { region: "eu-west-1", credentials, maxAttempts: 1 };
const urls = { work: "https://sqs.eu-west-1.amazonaws.com/1/Dripstack-staging_work" };
const arn = "arn:aws:sqs:eu-west-1:1:Dripstack-staging_work";

test("a dead letter goes back where it came from, counted, until it has gone too often", async () => {
  const letter = (id: string, redriven: number) => ({
    MessageId: id,
    ReceiptHandle: `r-${id}`,
    Body: "{}",
    Attributes: { DeadLetterQueueSourceArn: arn, SentTimestamp: "1" },
    MessageAttributes: { redriven: { DataType: "Number", StringValue: String(redriven) } },
  });
  const pages = [[letter("a", 0), letter("b", 3)], []];
  const wire = fakeWire((_, action) =>
    action === "ReceiveMessage" ? { Messages: pages.shift() } : { Successful: [], Failed: [] },
  );
  const sqs = new SQSClient({ ...client, requestHandler: wire.handler, md5: false });
  const letters = new SqsDeadLetters(sqs, "https://sqs.eu-west-1.amazonaws.com/1/dead", urls);
  expect(await letters.redrive({ limit: 10, upTo: 3 })).toEqual({ redriven: 1, stuck: 1 });
  expect(wire.actions).toEqual([
    "ReceiveMessage",
    "ReceiveMessage",
    "SendMessage",
    "DeleteMessage",
    "ChangeMessageVisibilityBatch",
  ]);
  expect(wire.bodies[2]).toMatchObject({
    QueueUrl: urls.work,
    MessageAttributes: { redriven: { StringValue: "1" } },
  });
  expect(wire.bodies[3].ReceiptHandle).toBe("r-a");
});

test("one dead letter is looked for until it comes; the others are seen again at once", async () => {
  const letter = (id: string) => ({
    MessageId: id,
    ReceiptHandle: `r-${id}`,
    Body: id,
    Attributes: { DeadLetterQueueSourceArn: arn, SentTimestamp: "1" },
  });
  const open = () => {
    const pages = [[letter("a")], [letter("b")], [letter("c")], []];
    const wire = fakeWire((_, action) =>
      action === "ReceiveMessage" ? { Messages: pages.shift() } : { Successful: [], Failed: [] },
    );
    const sqs = new SQSClient({ ...client, requestHandler: wire.handler, md5: false });
    return {
      wire,
      letters: new SqsDeadLetters(sqs, "https://sqs.eu-west-1.amazonaws.com/1/dead", urls),
    };
  };
  const dropping = open();
  expect(await dropping.letters.drop("b")).toBe(true);
  expect(dropping.wire.actions).toEqual([
    "ReceiveMessage",
    "ReceiveMessage",
    "ChangeMessageVisibilityBatch",
    "DeleteMessage",
  ]);
  expect(dropping.wire.bodies[3].ReceiptHandle).toBe("r-b");
  const redriving = open();
  expect(await redriving.letters.redriveOne("a")).toBe(true);
  expect(redriving.wire.actions).toEqual(["ReceiveMessage", "SendMessage", "DeleteMessage"]);
  const missing = open();
  expect(await missing.letters.drop("x")).toBe(false);
  expect(missing.wire.actions).not.toContain("DeleteMessage");
});

test("what SNS could not hand to a queue goes back to feedback; what is there by hand stays", async () => {
  const letter = (id: string, attributes: object) => ({
    MessageId: id,
    ReceiptHandle: `r-${id}`,
    Body: id,
    Attributes: { SentTimestamp: "1" },
    MessageAttributes: attributes,
  });
  const text = (StringValue: string) => ({ DataType: "String", StringValue });
  const bySns = { RequestID: text("1"), ErrorCode: text("403"), ErrorMessage: text("denied") };
  const pages = [[letter("sns", bySns), letter("hand", {})], []];
  const wire = fakeWire((_, action) =>
    action === "ReceiveMessage" ? { Messages: pages.shift() } : { Successful: [], Failed: [] },
  );
  const sqs = new SQSClient({ ...client, requestHandler: wire.handler, md5: false });
  const letters = new SqsDeadLetters(sqs, "https://sqs.eu-west-1.amazonaws.com/1/dead", {
    ...urls,
    feedback: "https://sqs.eu-west-1.amazonaws.com/1/feedback",
  });
  expect(await letters.redrive({ limit: 10, upTo: 3 })).toEqual({ redriven: 1, stuck: 1 });
  expect(wire.bodies[2]).toMatchObject({
    QueueUrl: "https://sqs.eu-west-1.amazonaws.com/1/feedback",
    MessageBody: "sns",
  });
});

test("dead letters are counted without receiving one, those under another's look among them", async () => {
  const wire = fakeWire(() => ({
    Attributes: { ApproximateNumberOfMessages: "2", ApproximateNumberOfMessagesNotVisible: "1" },
  }));
  const sqs = new SQSClient({ ...client, requestHandler: wire.handler });
  const letters = new SqsDeadLetters(sqs, "https://sqs.eu-west-1.amazonaws.com/1/dead", urls);
  expect(await letters.count()).toBe(3);
  expect(wire.actions).toEqual(["GetQueueAttributes"]);
});
