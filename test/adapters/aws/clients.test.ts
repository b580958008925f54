import { SESv2Client } from "@aws-sdk/client-sesv2";
import { SQSClient } from "@aws-sdk/client-sqs";
import { expect, test } from "vitest";
import { SesMailer } from "#shared/adapters/aws/ses/mailer.ts";
import { silentMailer } from "#shared/adapters/aws/ses/silent-mailer.ts";
import { SqsQueue } from "#shared/adapters/aws/sqs/queue.ts";
import { SsmSecrets } from "#shared/adapters/aws/ssm/secrets.ts";
import { Unavailable } from "#shared/kernel/errors.ts";
import { toRingKey, writeKeys } from "#shared/kernel/key-ring.ts";
import type { OutgoingMail } from "#shared/ports/mailer.ts";
import { TestClock } from "#test/support/world.ts";
import { fakeWire } from "./fake-wire.ts";

const NOW = 1_800_000_000_000;
const credentials = { accessKeyId: "AKID", secretAccessKey: "secret", sessionToken: "token" };
const urls = {
  work: "https://sqs.eu-west-1.amazonaws.com/1/Dripstack-staging_work",
  deliver: "https://sqs.eu-west-1.amazonaws.com/1/Dripstack-staging_deliver",
};
const client = { region: "eu-west-1", credentials, maxAttempts: 1 };

test("what SQS did not take is sent again, and after some tries it is unavailable", async () => {
  let calls = 0;
  const wire = fakeWire(({ Entries }) => {
    calls += 1;
    const refused = calls === 1 ? Entries.slice(3) : [];
    return {
      Successful: [],
      Failed: refused.map(({ Id }: { Id: string }) => ({
        Id,
        Code: "InternalError",
        SenderFault: false,
      })),
    };
  });
  const queue = new SqsQueue(new SQSClient({ ...client, requestHandler: wire.handler }), urls);
  await queue.send(
    "work",
    Array.from({ length: 5 }, (_, n) => ({ body: { n }, delaySeconds: 0.5 })),
  );
  expect(wire.bodies.map(({ Entries }) => Entries.length)).toEqual([5, 2]);
  expect(wire.bodies[0].Entries[0].DelaySeconds).toBe(1);

  const busy = fakeWire(({ Entries }) => ({
    Successful: [],
    Failed: Entries.map(({ Id }: { Id: string }) => ({
      Id,
      Code: "InternalError",
      SenderFault: false,
    })),
  }));
  const never = new SqsQueue(new SQSClient({ ...client, requestHandler: busy.handler }), urls);
  await expect(never.send("work", [{ body: {} }])).rejects.toThrow(Unavailable);
});

test("no call has more bytes than every region's SQS takes", async () => {
  const wire = fakeWire(() => ({ Successful: [], Failed: [] }));
  const queue = new SqsQueue(new SQSClient({ ...client, requestHandler: wire.handler }), urls);
  const text = "x".repeat(100 * 1024);
  await queue.send(
    "work",
    [1, 2, 3].map((n) => ({ body: { n, text } })),
  );
  expect(wire.bodies.map(({ Entries }) => Entries.length)).toEqual([2, 1]);
});

const mail: OutgoingMail = {
  workspace: "w",
  messageId: "m_1_x",
  attempt: 2,
  from: "a@example.com",
  to: "b@example.com",
  raw: Buffer.from("Subject: x\r\n\r\ny"),
  leaseEndsAt: NOW,
  beginBy: Number.POSITIVE_INFINITY,
};

test("a mail is sent raw and once, with our tags and without SES's tracking", async () => {
  const wire = fakeWire(() => ({ MessageId: "ses-1" }));
  const ses = new SESv2Client({ ...client, requestHandler: wire.handler });
  expect(await new SesMailer(ses, "set").send(mail)).toEqual({
    kind: "accepted",
    providerId: "ses-1",
  });
  expect(wire.bodies).toEqual([
    expect.objectContaining({
      ConfigurationSetName: "set",
      Destination: { ToAddresses: ["b@example.com"] },
      Content: { Raw: { Data: Buffer.from(mail.raw).toString("base64") } },
      EmailTags: [
        { Name: "workspace", Value: "w" },
        { Name: "message", Value: "m_1_x" },
        { Name: "attempt", Value: "2" },
      ],
      ConfigurationOverrides: {
        Tracking: { OpenTrackingEnabled: "DISABLED", ClickTrackingEnabled: "DISABLED" },
      },
    }),
  ]);
});

const parameters = { signing: "/Dripstack/signing", lookup: "/Dripstack/lookup" };

test("secrets are read once, only those that were declared, and a wrong one is named", async () => {
  const reads: string[][] = [];
  const read = async (names: string[]) => {
    reads.push(names);
    return new Map(names.map((name) => [name, Buffer.alloc(32, name).toString("base64")]));
  };
  const secrets = new SsmSecrets(read, parameters);
  expect((await secrets.get("signing")).length).toBe(32);
  expect(await secrets.get("lookup")).not.toEqual(await secrets.get("signing"));
  expect(reads).toEqual([["/Dripstack/signing", "/Dripstack/lookup"]]);
  const one = new SsmSecrets(read, { lookup: "/Dripstack/lookup" });
  expect(await one.get("lookup")).toEqual(await secrets.get("lookup"));
  expect(reads.at(-1)).toEqual(["/Dripstack/lookup"]);
  await expect(one.get("signing")).rejects.toThrow("did not declare");
  const empty = new SsmSecrets(async () => new Map(), parameters);
  await expect(empty.get("lookup")).rejects.toThrow("/Dripstack/signing");
});

test("a key that was added or revoked is known within five minutes, and a failure to ask keeps what is known", async () => {
  const [old, next] = [1, 2].map((byte) => toRingKey(new Uint8Array(32).fill(byte)));
  let keys = [old!];
  let down = false;
  const read = async (names: string[]) => {
    if (down) throw new Unavailable("throttled");
    return new Map(names.map((name) => [name, writeKeys(keys)]));
  };
  const clock = new TestClock();
  const secrets = new SsmSecrets(read, { signing: "/s/signing" }, clock);
  const { current } = await secrets.ring("signing");
  keys = [old!, { ...next!, from: clock.now() + 600_000 }];
  clock.advance(299_999);
  expect((await secrets.ring("signing")).keys).toHaveLength(1);
  clock.advance(1);
  const both = await secrets.ring("signing");
  expect([both.current, both.keys.length]).toEqual([current, 2]);
  clock.advance(300_000);
  down = true;
  expect((await secrets.ring("signing")).current).toEqual(both.keys[1]);
  down = false;
  keys = [next!];
  clock.advance(59_999);
  expect((await secrets.ring("signing")).keys).toHaveLength(2);
  clock.advance(1);
  expect((await secrets.ring("signing")).keys).toEqual([next]);
});

test("a function that only looks at mails has the same evidence as the one that sends, and sends none", async () => {
  const ses = new SESv2Client({ ...client, requestHandler: fakeWire(() => ({})).handler });
  const { evidence, find } = new SesMailer(ses, "set");
  expect(silentMailer.evidence).toBe(evidence);
  expect(await silentMailer.find("m_1_x", 1)).toBe(await find());
  expect(silentMailer).not.toHaveProperty("send");
});
