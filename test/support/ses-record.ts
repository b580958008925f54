/**
 * `takenAt` is when SES took it, which every record repeats; `at` when what it tells happened
 * (epoch milliseconds).
 */
type Mail = {
  providerId: string;
  tags: Record<string, string>;
  to: string;
  takenAt: number;
  at: number;
};

/** Headers that our mails carry, as SES repeats them. */
const HEADERS = [
  "From",
  "To",
  "Subject",
  "Date",
  "Message-ID",
  "MIME-Version",
  "Content-Type",
  "List-Unsubscribe",
  "List-Unsubscribe-Post",
  "Feedback-ID",
  "X-Dripstack-Message",
];

/**
 * An event record of about the size and with the fields of SES's own ("Contents of event data").
 */
export function sesRecord(eventType: string, { providerId, tags, to, takenAt, at }: Mail): object {
  const timestamp = new Date(at).toISOString();
  const recipient = { emailAddress: to, action: "failed", status: "5.1.1" };
  const parts: Record<string, object> = {
    Send: { send: {} },
    Delivery: {
      delivery: {
        timestamp,
        processingTimeMillis: 2_345,
        recipients: [to],
        smtpResponse: "250 2.0.0 OK 1764000000 a1-20020a.123 - gsmtp",
        reportingMTA: "a8-29.smtp-out.amazonses.com",
      },
    },
    DeliveryDelay: {
      deliveryDelay: { timestamp, delayType: "MailboxFull", delayedRecipients: [recipient] },
    },
    Bounce: {
      bounce: {
        bounceType: "Permanent",
        bounceSubType: "General",
        bouncedRecipients: [recipient],
        timestamp,
        feedbackId: providerId,
      },
    },
    Complaint: {
      complaint: {
        complainedRecipients: [{ emailAddress: to }],
        timestamp,
        feedbackId: providerId,
        complaintFeedbackType: "abuse",
      },
    },
  };
  const own = Object.entries(tags).map(([name, value]) => [name, [value]]);
  const mail = {
    timestamp: new Date(takenAt).toISOString(),
    source: "hello@example.com",
    sourceArn: "arn:aws:ses:us-east-1:123456789012:identity/example.com",
    sendingAccountId: "123456789012",
    messageId: providerId,
    destination: [to],
    headersTruncated: false,
    headers: HEADERS.map((name) => ({ name, value: `a value of some length for ${name}` })),
    tags: {
      ...Object.fromEntries(own),
      "ses:configuration-set": ["Dripstack-Feedback"],
      "ses:source-ip": ["192.0.2.1"],
      "ses:from-domain": ["example.com"],
      "ses:operation": ["SendEmail"],
    },
  };
  return { eventType, mail, ...parts[eventType] };
}
