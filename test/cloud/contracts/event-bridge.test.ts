import {
  CreateEventBusCommand,
  EventBridgeClient,
  PutRuleCommand,
  PutTargetsCommand,
} from "@aws-sdk/client-eventbridge";
import { CreateQueueCommand, type SQSClient } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { EVENT_SOURCE, EventBridgeBus } from "#shared/adapters/aws/eventbridge/bus.ts";
import { type CallService, serviceCaller } from "#shared/adapters/aws/service-call.ts";
import { systemClock } from "#shared/adapters/node/clock.ts";
import { type BusUnderTest, busContract, busEvent } from "#test/contracts/bus.contract.ts";
import { eventually } from "../machine/eventually.ts";
import { lacks } from "../machine/lacks.ts";
import { freePort, type MiniStack, startMiniStack } from "../machine/ministack.ts";
import { sqsAt } from "./sqs.contract.ts";
import { arnOf, drop, receive } from "./sqs-place.ts";

/** As a rule's target is told of an event. */
type Told = {
  source: string;
  "detail-type": string;
  detail: { id: string; at: number; data: Record<string, unknown> };
};

describe.skipIf(await lacks("python3", "openssl"))("EventBridge", () => {
  let emulator: MiniStack | undefined;
  const call: CallService = (asked) => serviceCaller(process.env, systemClock)(asked);
  let buses = 0;

  beforeAll(async () => {
    emulator = await startMiniStack();
  });
  afterAll(() => emulator?.stop());

  /** A bus of its own, with a user's rule that leads our events to a queue. */
  const open = async (by: CallService = call) => {
    buses += 1;
    const Name = `bus-${buses}`;
    const sqs = sqsAt(emulator!.url);
    const created = await sqs.send(new CreateQueueCommand({ QueueName: `heard-${buses}` }));
    const queueUrl = created.QueueUrl!;
    const events = new EventBridgeClient();
    await events.send(new CreateEventBusCommand({ Name }));
    const EventPattern = JSON.stringify({ source: [EVENT_SOURCE] });
    const rule = { Name: "all", EventBusName: Name, EventPattern };
    await events.send(new PutRuleCommand(rule));
    const Targets = [{ Id: "queue", Arn: await arnOf(sqs, queueUrl) }];
    await events.send(new PutTargetsCommand({ Rule: "all", EventBusName: Name, Targets }));
    const told = (count: number) => takeAll(sqs, queueUrl, count);
    return { bus: new EventBridgeBus(by, Name), told };
  };

  busContract("EventBridge", async (): Promise<BusUnderTest> => {
    const { bus, told } = await open();
    const heard = async (count: number) =>
      (await told(count)).map(({ "detail-type": type, detail }) => ({ type, ...detail }));
    return { bus, heard };
  });

  // Its time is not looked at: MiniStack writes its own there.
  test("a rule sees an event with our source and its type, as a pattern would match them", async () => {
    const { bus, told } = await open();
    await bus.publish([busEvent("e_1")]);
    expect(await told(1)).toEqual([
      expect.objectContaining({ source: "dripstack", "detail-type": "message.sent" }),
    ]);
  });

  test("an entry that EventBridge refuses is no error, and the others of its call are heard", async () => {
    // Our own entries have nothing to refuse: one is spoilt on its way.
    const { bus, told } = await open((asked) => {
      const { Entries } = JSON.parse(asked.body);
      Entries[1].Source = "aws.ses";
      return call({ ...asked, body: JSON.stringify({ Entries }) });
    });
    await bus.publish(["e_1", "e_2", "e_3"].map((id) => busEvent(id)));
    const ids = (await told(2)).map(({ detail }) => detail.id);
    expect(ids.toSorted()).toEqual(["e_1", "e_3"]);
  });

  test("an EventBridge that does not answer is no error", async () => {
    const AWS_ENDPOINT_URL = `http://127.0.0.1:${await freePort()}`;
    const nowhere = serviceCaller({ ...process.env, AWS_ENDPOINT_URL }, systemClock);
    const bus = new EventBridgeBus(nowhere, "bus");
    await expect(bus.publish([busEvent("e_1")])).resolves.toBeUndefined();
  });
});

async function takeAll(sqs: SQSClient, queueUrl: string, count: number): Promise<Told[]> {
  const all: Told[] = [];
  await eventually(10, `${count} events on the queue`, async () => {
    const messages = await receive(sqs, queueUrl, count + 1);
    await drop(sqs, queueUrl, messages);
    all.push(...messages.map(({ Body }) => JSON.parse(Body!)));
    return all.length >= count;
  });
  return all;
}
