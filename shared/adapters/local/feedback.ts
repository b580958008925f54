import { iso } from "#shared/kernel/time.ts";
import type { OutgoingMail } from "#shared/ports/mailer.ts";

/** The SES simulator's addresses, which the mailbox imitates; a label may follow: `bounce+a@`. */
const SIMULATOR = /^([a-z]+)(?:\+[^@]*)?@simulator\.amazonses\.com$/i;

/** The events SES would report for a mail accepted `at`: Send, then the mail's fate. */
export function feedbackOf(mail: OutgoingMail, providerId: string, at: number): object[] {
  const timestamp = iso(at);
  const about = describe(mail, providerId, timestamp);
  const event = (eventType: string, name: string, details: object) => ({
    eventType,
    mail: about,
    [name]: details,
  });
  const delivery = event("Delivery", "delivery", {
    timestamp,
    processingTimeMillis: 0,
    recipients: [mail.to],
    smtpResponse: "250 2.0.0 stored",
    reportingMTA: "mailbox.invalid",
  });
  const bounce = (bounceSubType: string, diagnosticCode: string) =>
    event("Bounce", "bounce", {
      bounceType: "Permanent",
      bounceSubType,
      bouncedRecipients: [
        { emailAddress: mail.to, action: "failed", status: "5.1.1", diagnosticCode },
      ],
      timestamp,
      feedbackId: `bounce-${providerId}`,
      reportingMTA: "dsn; mailbox.invalid",
    });
  const complaint = event("Complaint", "complaint", {
    complainedRecipients: [{ emailAddress: mail.to }],
    timestamp,
    feedbackId: `complaint-${providerId}`,
    complaintFeedbackType: "abuse",
    arrivalDate: timestamp,
  });

  const ends: Record<string, object[]> = {
    bounce: [bounce("General", "smtp; 550 5.1.1 user unknown")],
    suppressionlist: [bounce("OnAccountSuppressionList", "smtp; the address is suppressed")],
    complaint: [delivery, complaint],
  };
  const role = SIMULATOR.exec(mail.to)?.[1]?.toLowerCase() ?? "";
  return [event("Send", "send", {}), ...(ends[role] ?? [delivery])];
}

const describe = (mail: OutgoingMail, providerId: string, timestamp: string) => ({
  timestamp,
  source: mail.from,
  messageId: providerId,
  destination: [mail.to],
  headersTruncated: true,
  tags: {
    workspace: [mail.workspace],
    message: [mail.messageId],
    attempt: [String(mail.attempt)],
  },
});
