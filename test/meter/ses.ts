import { type SESv2Client, SendEmailCommand } from "@aws-sdk/client-sesv2";
import type { CallService } from "#shared/adapters/aws/service-call.ts";
import type { Random } from "#test/simulation/random.ts";
import { sesRecord } from "#test/support/ses-record.ts";
import { LATENCY_MS, type Meter } from "./invocation.ts";
import type { FakeSqs } from "./sqs.ts";
import type { FakeStream } from "./stream.ts";
import { chunks } from "./units.ts";

/**
 * What the stack asks SES to tell (`infra/aws/feedback.ts` and `deliveries.ts`; a test holds them
 * together).
 */
export const SUBSCRIBED = ["DeliveryDelay", "Bounce", "Complaint", "Reject"];
export const STREAMED = ["Delivery"];

/** What of a hundred mails: hard bounces, complaints, and those that a server first put off. */
const BOUNCED = 0.005;
const COMPLAINED = 0.0002;
const DELAYED = 0.01;

/** SES: takes every mail, and tells by way of SNS and a stream what the stack asked for. */
export class FakeSes {
  /** Mails taken: what figures a mail are of. */
  mails = 0;
  /** Called with each mail that arrived, and when. */
  onDelivered: (messageId: string, at: number) => void = () => {};
  stream: FakeStream | undefined;
  readonly #meter: Meter;
  readonly #sqs: FakeSqs;
  readonly #random: Random;
  readonly #perSecond: number;

  constructor(meter: Meter, sqs: FakeSqs, random: Random, perSecond: number) {
    this.#meter = meter;
    this.#sqs = sqs;
    this.#random = random;
    this.#perSecond = perSecond;
  }

  /** A call of the account's limits, which costs nothing. */
  account: CallService = () =>
    this.#meter.call(LATENCY_MS.ses, () => ({
      status: 200,
      headers: {},
      text: JSON.stringify({ SendQuota: { MaxSendRate: this.#perSecond } }),
    }));

  get client(): SESv2Client {
    const send = (command: object) => this.#meter.call(LATENCY_MS.ses, () => this.#serve(command));
    return { send } as unknown as SESv2Client;
  }

  #serve(command: object): object {
    if (!(command instanceof SendEmailCommand)) throw new Error("a command of SES not known here");
    this.mails += 1;
    const providerId = `0100019a${String(this.mails).padStart(12, "0")}-c0ffee00-1234-000000`;
    const { EmailTags = [], Destination } = command.input;
    const tags = Object.fromEntries(EmailTags.map(({ Name, Value }) => [Name!, Value!]));
    this.#report(providerId, tags, Destination?.ToAddresses?.[0] ?? "");
    return { MessageId: providerId };
  }

  /**
   * `Send` within two seconds, the rest some seconds later; half a minute later when it was put
   * off.
   */
  #report(providerId: string, tags: Record<string, string>, to: string): void {
    const { chance, below } = this.#random;
    const { agenda } = this.#meter;
    const takenAt = agenda.now;
    const tell = (eventType: string, afterMs: number) => {
      const isStreamed = STREAMED.includes(eventType);
      if (!isStreamed && !SUBSCRIBED.includes(eventType)) return;
      const at = agenda.now + afterMs;
      const body = JSON.stringify(sesRecord(eventType, { providerId, tags, to, takenAt, at }));
      if (isStreamed) {
        agenda.at(at, () => this.stream?.put(body, `record ${eventType}`));
        return;
      }
      agenda.at(at, () => {
        const charge = { unit: "sns", by: "SES", kind: `publish ${eventType}` } as const;
        const shares = { mail: 1 };
        this.#meter.ledger.charge({ ...charge, quantity: chunks(Buffer.byteLength(body)), shares });
        this.#sqs.deliver("feedback", body);
      });
    };
    tell("Send", 300 + below(1_700));
    const laterMs = 2_000 + below(8_000);
    if (chance(BOUNCED)) {
      tell("Bounce", laterMs);
      return;
    }
    const isDelayed = chance(DELAYED);
    if (isDelayed) tell("DeliveryDelay", laterMs);
    const deliveredMs = laterMs + (isDelayed ? 30_000 : 0);
    tell("Delivery", deliveredMs);
    if (chance(COMPLAINED)) tell("Complaint", deliveredMs + 3_600_000);
    this.onDelivered(tags.message!, agenda.now + deliveredMs);
  }
}
