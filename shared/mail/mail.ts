export type Mailbox = { name: string; email: string };

/** One mail to one person, rendered and decided: everything that the composed bytes depend on. */
export type Mail = {
  /** `[A-Za-z0-9_-]`, at most 80 characters; all attempts of a message share it, and so their bytes. */
  messageId: string;
  from: Mailbox;
  to: { name?: string; email: string };
  replyTo?: string;
  subject: string;
  html: string;
  text: string;
  /** Epoch milliseconds; the message states whole seconds. */
  date: number;
  class: "marketing" | "transactional";
  /** Absolute http or https; stated in the headers of marketing mail alone. */
  unsubscribeUrl: string;
  /** `a:b:c:sender`: four fields for Gmail's complaint reports, none of them personal. */
  feedbackId?: string;
};
