import { GetAccountCommand, SESv2Client, SendEmailCommand } from "@aws-sdk/client-sesv2";
import type { Clock } from "#shared/ports/clock.ts";
import type { Mailer, OutgoingMail, SendOutcome } from "#shared/ports/mailer.ts";
import { meaningOf } from "./call-errors.ts";
import { outcomeOf } from "./send-outcome.ts";

const CALL_MS = 10_000;
const CONNECT_MS = 2_000;
/** SES answers `GetAccount` once a second for the whole account. */
const RATE_KEPT_MS = 60_000;

/** A client that never sends twice: a repeated `SendEmail` is a second mail. */
export const sesClient = (): SESv2Client =>
  new SESv2Client({
    maxAttempts: 1,
    requestHandler: {
      connectionTimeout: CONNECT_MS,
      requestTimeout: CALL_MS,
      throwOnRequestTimeout: true,
    },
  });

/** The `Mailer` port on SES v2. Proof of a lost answer comes with SES's own events, by our tags. */
export class SesMailer implements Mailer {
  readonly evidence = "feed";
  readonly concurrency = 25;
  readonly #client: SESv2Client;
  readonly #configurationSet: string;
  readonly #clock: Clock;
  #stated: { perSecond: number; until: number } | undefined;

  constructor(client: SESv2Client, configurationSet: string, clock: Clock) {
    this.#client = client;
    this.#configurationSet = configurationSet;
    this.#clock = clock;
  }

  send = async (mail: OutgoingMail): Promise<SendOutcome> => {
    try {
      const answer = await this.#client.send(this.#command(mail), {
        abortSignal: AbortSignal.timeout(CALL_MS),
      });
      if (answer.MessageId) return { kind: "accepted", providerId: answer.MessageId };
      return { kind: "unknown", reason: "SES answered without an id" };
    } catch (error) {
      return outcomeOf(error);
    }
  };

  ratePerSecond = async (): Promise<number> => {
    const now = this.#clock.now();
    if (this.#stated && now < this.#stated.until) return this.#stated.perSecond;
    const account = await this.#client.send(new GetAccountCommand({})).catch((error) => {
      throw meaningOf("SES", error);
    });
    const perSecond = account.SendQuota?.MaxSendRate ?? Number.POSITIVE_INFINITY;
    this.#stated = { perSecond, until: now + RATE_KEPT_MS };
    return perSecond;
  };

  /** SES can not be asked for a mail by our id. */
  find = async (): Promise<undefined> => undefined;

  #command({ workspace, messageId, attempt, from, to, raw }: OutgoingMail): SendEmailCommand {
    return new SendEmailCommand({
      FromEmailAddress: from,
      Destination: { ToAddresses: [to] },
      Content: { Raw: { Data: raw } },
      ConfigurationSetName: this.#configurationSet,
      // Our own links and pixel are in the mail; a second rewrite would hide them.
      ConfigurationOverrides: {
        Tracking: { OpenTrackingEnabled: "DISABLED", ClickTrackingEnabled: "DISABLED" },
      },
      EmailTags: [
        { Name: "workspace", Value: workspace },
        { Name: "message", Value: messageId },
        { Name: "attempt", Value: String(attempt) },
      ],
    });
  }
}
