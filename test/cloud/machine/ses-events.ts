import { GetConfigurationSetEventDestinationsCommand, SESv2Client } from "@aws-sdk/client-sesv2";
import { sesRecord } from "#test/support/ses-record.ts";
import { queryCall, targetCall } from "./aws-calls.ts";
import type { SentMail } from "./ses-door.ts";

/** As a configuration set names them, and as their records do. */
const TYPES = {
  SEND: "Send",
  DELIVERY: "Delivery",
  DELIVERY_DELAY: "DeliveryDelay",
  BOUNCE: "Bounce",
  COMPLAINT: "Complaint",
} as const;
export type EventType = keyof typeof TYPES;

/**
 * Tells what became of a mail as SES would: to every destination that the deployed configuration
 * set of the mail has for such events. Resolves to their number. `at` is epoch milliseconds by the
 * clock of the functions.
 */
export async function tell(type: EventType, mail: SentMail, at: number): Promise<number> {
  const asked = new GetConfigurationSetEventDestinationsCommand({
    ConfigurationSetName: mail.configurationSet,
  });
  const { EventDestinations = [] } = await new SESv2Client().send(asked);
  const wanted = EventDestinations.filter(({ MatchingEventTypes }) =>
    MatchingEventTypes?.includes(type),
  );
  const { id: providerId, tags, to } = mail;
  const record = JSON.stringify(sesRecord(TYPES[type], { providerId, tags, to, takenAt: at, at }));
  for (const { SnsDestination, KinesisFirehoseDestination } of wanted) {
    if (SnsDestination) await publish(SnsDestination.TopicArn!, record);
    if (KinesisFirehoseDestination) {
      await put(KinesisFirehoseDestination.DeliveryStreamArn!, record);
    }
  }
  return wanted.length;
}

const publish = (TopicArn: string, Message: string) =>
  queryCall("sns", "2010-03-31", { Action: "Publish", TopicArn, Message });

/** Firehose's records are lines. */
const put = (stream: string, record: string) =>
  targetCall("firehose", "Firehose_20150804.PutRecord", {
    DeliveryStreamName: stream.split("/").at(-1),
    Record: { Data: Buffer.from(`${record}\n`).toString("base64") },
  });
