import type { OutgoingMail } from "#shared/ports/mailer.ts";

/** A feedback record as SES publishes it, of a mail that was accepted at `now` (epoch milliseconds). */
export function sesRecord(eventType: string, mail: OutgoingMail, now: number): object {
  const { messageId, attempt, to } = mail;
  const timestamp = new Date(now).toISOString();
  const recipient = { emailAddress: to, status: "5.1.1", action: "failed" };
  const parts: Record<string, object> = {
    Send: { send: {} },
    Delivery: {
      delivery: { timestamp, recipients: [to], processingTimeMillis: 1, smtpResponse: "250 ok" },
    },
    Bounce: {
      bounce: {
        bounceType: "Permanent",
        bounceSubType: "General",
        bouncedRecipients: [recipient],
        timestamp,
        feedbackId: "f",
      },
    },
    Complaint: {
      complaint: {
        complainedRecipients: [{ emailAddress: to }],
        timestamp,
        feedbackId: "f",
        complaintFeedbackType: "abuse",
      },
    },
  };
  const tags = { workspace: ["main"], message: [messageId], attempt: [String(attempt)] };
  const about = {
    timestamp,
    source: "a@example.com",
    messageId: `p-${messageId}-${attempt}`,
    destination: [to],
    tags,
  };
  return { eventType, mail: about, ...parts[eventType] };
}
