import { expect, test, vi } from "vitest";
import { createHandler as deliver } from "#functions/deliver/handler.ts";
import { createHandler as feedback } from "#functions/feedback/handler.ts";
import type { World } from "#functions/runtime/world.ts";
import { lambdaContext } from "#infra/standalone/lambda-context.ts";
import { queueEvent } from "#infra/standalone/queue-event.ts";
import { suppress } from "#shared/audience/consent/index.ts";
import { addressHash } from "#shared/audience/profiles/index.ts";
import { HOUR_MS } from "#shared/kernel/time.ts";
import { postMessage } from "#shared/messaging/delivery/index.ts";
import { firstReconcile } from "#shared/messaging/handover/index.ts";
import { setSending } from "#shared/platform/live-definitions/index.ts";
import type { SendOutcome } from "#shared/ports/mailer.ts";
import type { QueueName } from "#shared/ports/queue.ts";
import { loadSimulated } from "#test/simulation/workspace.ts";
import { makeWorld, recordingMailer } from "#test/support/world.ts";
import { type Call, gatherMetrics } from "./metric-lines.ts";

const { lines, metrics } = gatherMetrics();

async function makeSender(outcomes: SendOutcome[] = []) {
  const mailer = { ...recordingMailer([]), evidence: "feed" as const };
  const accepted: SendOutcome = { kind: "accepted", providerId: "p" };
  mailer.send = async () => outcomes.shift() ?? accepted;
  const made = makeWorld({ mailer });
  await loadSimulated(made.world);
  const post = (to: string) =>
    postMessage(made.world, {
      to,
      templateId: "receipt",
      data: {},
      bornAt: made.clock.now(),
      byAdmin: true,
      digest: to,
    });
  const run = (create: (world: World) => unknown, queue: QueueName, body: object) =>
    (create(made.world) as Call)(
      queueEvent(queue, [{ id: "1", body: JSON.stringify(body), receives: 1 }]),
      lambdaContext(),
    );
  return { ...made, post, run };
}

test("a batch of mails is one line that says how many were left in which state", async () => {
  const outcomes: SendOutcome[] = [
    { kind: "accepted", providerId: "p1" },
    { kind: "accepted", providerId: "p2" },
    { kind: "refused", reason: "MessageRejected: not verified", retryable: false },
    { kind: "refused", reason: "TooManyRequests", retryable: true },
    { kind: "unknown", reason: "TimeoutError" },
  ];
  const { world, post, run } = await makeSender(outcomes);
  const mails = await Promise.all(
    ["a", "b", "c", "d", "e", "f"].map((x) => post(`${x}@example.com`)),
  );
  const reason = { reason: "complaint", at: world.clock.now() } as const;
  await suppress(world, await addressHash(world, "f@example.com"), reason, "provider");
  await run(deliver, "deliver-now", { mails });
  expect(metrics()).toEqual([
    { service: "deliver", Sent: 2, Refused: 1, TurnedAway: 1, Held: 1, Dropped: 1 },
    { service: "mail", Stuck: 1 },
  ]);
  expect(lines()[0]!._aws.CloudWatchMetrics).toEqual([
    expect.objectContaining({ Namespace: "Dripstack-staging", Dimensions: [["service"]] }),
  ]);
});

test("mails that the kill switch holds are counted as held, and a batch without any writes no line", async () => {
  const { world, post, run } = await makeSender();
  await setSending(world, false, world.clock.now());
  await run(deliver, "deliver-now", { mails: [await post("a@example.com")] });
  expect(metrics()).toEqual([{ service: "deliver", Held: 1 }]);
  await run(deliver, "deliver-now", { mails: [] });
  expect(lines()).toHaveLength(1);
});

test("a mail in doubt is counted once, by the function that reconciled it", async () => {
  const { clock, post, run } = await makeSender([{ kind: "unknown", reason: "TimeoutError" }]);
  const id = await post("a@example.com");
  await run(deliver, "deliver-now", { mails: [id] });
  expect(metrics()).toEqual([]);
  const look = firstReconcile(id, clock.now());
  clock.advance(HOUR_MS);
  await run(feedback, "feedback", { due: [look] });
  await run(feedback, "feedback", { due: [look] });
  expect(metrics()).toEqual([
    { service: "feedback", Unknown: 1 },
    { service: "mail", Stuck: 1 },
  ]);
});

test("a mail that its template stops is counted for the alarm, and one line names the first of a batch", async () => {
  const { world, clock, post, run } = await makeSender();
  const stopped = { ok: false, reason: "broken", broken: true } as const;
  const renderer = {
    ...world.renderer,
    render: async (all: unknown[]) => all.map(() => stopped),
  };
  const told: unknown[] = [];
  vi.stubEnv("POWERTOOLS_LOG_LEVEL", "ERROR");
  vi.spyOn(process.stderr, "write").mockImplementation((line) => {
    told.push(JSON.parse(String(line)));
    return true;
  });
  const mails = [await post("a@example.com"), await post("b@example.com")];
  await run((some) => deliver({ ...some, renderer }), "deliver-now", { mails });
  expect(metrics()).toEqual([
    { service: "deliver", Held: 2, Broken: 2 },
    { service: "mail", Stuck: 2 },
  ]);
  expect(told).toMatchObject([
    { message: "a template is broken", details: { message: mails[0], mails: 2 } },
  ]);
  clock.advance(HOUR_MS);
  await run(deliver, "deliver-now", { mails });
  expect(metrics().at(-1)).toEqual({ service: "deliver", Sent: 2 });
});

/** The commonest reasons for which SES takes no mail at all, as its mailer words them. */
const STANDING = [
  "MessageRejected: Email address is not verified. The following identities failed the check: hello@example.org",
  "LimitExceededException: Daily message quota exceeded.",
  "SendingPausedException: Sending paused for this account.",
  "AccountSuspendedException: This account is suspended.",
  "MailFromDomainNotVerifiedException: The sending domain isn't verified.",
  "AccessDeniedException: not authorized to perform ses:SendEmail",
];

test.each(STANDING)(
  "a mail that is turned away again is counted for the alarm: %s",
  async (reason) => {
    const refused = { kind: "refused", reason, retryable: true } as const;
    const { clock, post, run } = await makeSender([refused, refused, refused]);
    const mails = [await post("a@example.com")];
    const told: unknown[] = [];
    vi.stubEnv("POWERTOOLS_LOG_LEVEL", "ERROR");
    vi.spyOn(process.stderr, "write").mockImplementation((line) => {
      told.push(JSON.parse(String(line)));
      return true;
    });
    await run(deliver, "deliver-now", { mails });
    expect(metrics(), "the first time may be the rate").toEqual([{ service: "deliver", Held: 1 }]);
    for (let again = 0; again < 2; again++) {
      clock.advance(HOUR_MS);
      await run(deliver, "deliver-now", { mails });
      expect(metrics().slice(-2)).toEqual([
        { service: "deliver", Held: 1, TurnedAway: 1 },
        { service: "mail", Stuck: 1 },
      ]);
    }
    expect(told).toMatchObject([
      { message: "the provider turns mails away", details: { message: mails[0], mails: 1 } },
      { message: "the provider turns mails away" },
    ]);
    expect(JSON.stringify(told), "what SES says may hold addresses").not.toContain("@");
    clock.advance(HOUR_MS);
    await run(deliver, "deliver-now", { mails });
    expect(metrics().at(-1)).toEqual({ service: "deliver", Sent: 1 });
  },
);

test("an address that does not exist is refused for good, and rings nothing", async () => {
  const reason = "550 5.1.1 <a@example.com>: Recipient address rejected: User unknown";
  const { post, run } = await makeSender([{ kind: "refused", reason, retryable: false }]);
  await run(deliver, "deliver-now", { mails: [await post("a@example.com")] });
  expect(metrics()).toEqual([{ service: "deliver", Refused: 1 }]);
});

test("messages that fail are counted", async () => {
  const { world } = makeWorld();
  const batch = ["null", '{"mails":[]}'].map((body, i) => ({ id: String(i), body, receives: 1 }));
  await (deliver(world) as unknown as Call)(queueEvent("deliver", batch), lambdaContext());
  expect(metrics()).toEqual([{ service: "deliver", FailedMessages: 1 }]);
});
