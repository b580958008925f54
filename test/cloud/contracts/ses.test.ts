import { CreateEmailIdentityCommand, SESv2Client } from "@aws-sdk/client-sesv2";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { serviceCaller } from "#shared/adapters/aws/service-call.ts";
import { SesMailer, sesClient } from "#shared/adapters/aws/ses/mailer.ts";
import { sesQuota } from "#shared/adapters/aws/ses/quota.ts";
import { systemClock } from "#shared/adapters/node/clock.ts";
import { Unavailable } from "#shared/kernel/errors.ts";
import { mailerContract, outgoing } from "#test/contracts/mailer.contract.ts";
import { pace } from "#test/support/pace.ts";
import { lacks } from "../machine/lacks.ts";
import { freePort, type MiniStack, startMiniStack } from "../machine/ministack.ts";
import { SesDoor } from "../machine/ses-door.ts";

const SET = "Dripstack-Feedback";
/** Mails a second that MiniStack's account may send. */
const MINISTACK_RATE = 14;

describe.skipIf(await lacks("python3", "openssl"))("SES", () => {
  let door: SesDoor;
  let emulator: MiniStack | undefined;
  /** As a function makes it: with what the environment says at that time. */
  const open = () => new SesMailer(sesClient(), SET);
  const tookOf = (messageId: string) =>
    door.mails.filter((mail) => mail.tags.message === messageId);

  beforeAll(async () => {
    door = await SesDoor.open();
    emulator = await startMiniStack();
    door.behind = emulator.url;
    process.env.AWS_ENDPOINT_URL_SESV2 = door.url;
    await new SESv2Client().send(new CreateEmailIdentityCommand({ EmailIdentity: "example.org" }));
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    door.asked = 0;
    door.refuses = () => undefined;
    door.losesAnswer = () => false;
    door.keepsAnswer = () => false;
  });
  afterAll(async () => {
    door?.close();
    await emulator?.stop();
  });

  mailerContract("SES", async () => ({
    mailer: open(),
    taken: async (messageId) => tookOf(messageId).map(({ raw }) => raw),
    close: async () => {},
  }));

  test("a mail carries our tags and the configuration set, and SES shall not track it", async () => {
    await open().send(outgoing("m_tags", { attempt: 3 }));
    expect(tookOf("m_tags")).toEqual([
      expect.objectContaining({
        to: "ada@example.com",
        tags: { workspace: "main", message: "m_tags", attempt: "3" },
        configurationSet: SET,
        trackingIsOff: true,
      }),
    ]);
  });

  test("the rate is the account's, and unavailable where nothing answers", async () => {
    const quotaAt = (url: string) =>
      sesQuota(serviceCaller({ ...process.env, AWS_ENDPOINT_URL: url }, systemClock));
    expect(await quotaAt(emulator!.url).current()).toEqual({ perSecond: MINISTACK_RATE });
    const closed = quotaAt(`http://127.0.0.1:${await freePort()}`);
    await expect(closed.current()).rejects.toThrow(Unavailable);
  });

  test("a mail of a sender who is not verified yet may go once that is done", async () => {
    const outcome = await open().send(outgoing("m_sender", { from: "hello@example.net" }));
    const reason = expect.stringMatching(/^MessageRejected: Email address is not verified/);
    expect(outcome).toEqual({ kind: "refused", reason, retryable: true });
    expect(tookOf("m_sender")).toEqual([]);
  });

  test("credentials that AWS does not know are refused, and the same mail may go later", async () => {
    vi.stubEnv("AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7EXAMPLE");
    const outcome = await open().send(outgoing("m_denied"));
    const reason = expect.stringMatching(/^UnrecognizedClientException/);
    expect(outcome).toEqual({ kind: "refused", reason, retryable: true });
    expect(tookOf("m_denied")).toEqual([]);
  });

  test.each([
    [400, "MailFromDomainNotVerifiedException", "The sending domain isn't verified.", true],
    [400, "BadRequestException", "Missing final '@domain'", false],
    [429, "TooManyRequestsException", "Maximum sending rate exceeded.", true],
    [400, "ThrottlingException", "Rate exceeded", true],
    [400, "LimitExceededException", "Daily message quota exceeded.", true],
    [400, "SendingPausedException", "Sending paused for this account.", true],
    [400, "AccountSuspendedException", "This account is suspended.", true],
  ])(
    "%i %s: %s is a refusal, asked for once (later: %s)",
    async (status, code, message, retryable) => {
      door.refuses = () => ({ status, code, message });
      const outcome = await open().send(outgoing("m_refused"));
      expect(outcome).toEqual({ kind: "refused", reason: `${code}: ${message}`, retryable });
      expect(door.asked).toBe(1);
    },
  );

  test.each([
    [500, "InternalServiceErrorException"],
    [503, "ServiceUnavailable"],
  ])("%i %s proves nothing, and is asked for once", async (status, code) => {
    door.refuses = () => ({ status, code, message: "later" });
    expect((await open().send(outgoing("m_theirs"))).kind).toBe("unknown");
    expect(door.asked).toBe(1);
  });

  test("a lost answer proves nothing, and the mail was sent once", async () => {
    door.losesAnswer = (mail) => mail.tags.message === "m_lost";
    expect((await open().send(outgoing("m_lost"))).kind).toBe("unknown");
    expect(tookOf("m_lost")).toHaveLength(1);
    expect(door.asked).toBe(1);
  });

  test("an answer that is not there after ten seconds proves nothing either", async () => {
    door.keepsAnswer = (mail) => mail.tags.message === "m_slow";
    const began = Date.now();
    expect((await open().send(outgoing("m_slow"))).kind).toBe("unknown");
    expect(Date.now() - began).toBeLessThan(15_000 * (await pace()));
    expect(tookOf("m_slow")).toHaveLength(1);
    expect(door.asked).toBe(1);
  });

  test("a call that never left is refused, and the same mail may go later", async () => {
    vi.stubEnv("AWS_ENDPOINT_URL_SESV2", `http://127.0.0.1:${await freePort()}`);
    const outcome = await open().send(outgoing("m_closed"));
    const reason = expect.stringContaining("ECONNREFUSED");
    expect(outcome).toEqual({ kind: "refused", reason, retryable: true });
  });
});
