import { SESv2Client, SendEmailCommand } from "@aws-sdk/client-sesv2";
import type { Mailer, OutgoingMail, SendOutcome } from "#shared/ports/mailer.ts";
import { outcomeOf } from "./send-outcome.ts";

const CALL_MS = 10_000;
const CONNECT_MS = 2_000;

/** An SES client without retries: a repeated `SendEmail` is a second mail. */
export const sesClient = (): SESv2Client =>
  new SESv2Client({
    maxAttempts: 1,
    requestHandler: {
      connectionTimeout: CONNECT_MS,
      requestTimeout: CALL_MS,
      throwOnRequestTimeout: true,
    },
  });

/** The `Mailer` port on SES v2. SES events, with our tags, resolve a lost answer. */
export class SesMailer implements Mailer {
  readonly evidence = "feed";
  readonly concurrency = 25;
  readonly #client: SESv2Client;
  readonly #configurationSet: string;

  constructor(client: SESv2Client, configurationSet: string) {
    this.#client = client;
    this.#configurationSet = configurationSet;
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

  /** SES can't be queried by our id. */
  find = async (): Promise<undefined> => undefined;

  #command({ workspace, messageId, attempt, from, to, raw }: OutgoingMail): SendEmailCommand {
    return new SendEmailCommand({
      FromEmailAddress: from,
      Destination: { ToAddresses: [to] },
      Content: { Raw: { Data: raw } },
      ConfigurationSetName: this.#configurationSet,
      // The mail has our own tracking links and pixel; SES must not rewrite them.
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
