import * as z from "zod/mini";

const instant = z.pipe(
  z.iso.datetime({ offset: true }),
  z.transform((text: string) => Date.parse(text)),
);
const maybeText = z.nullish(z.string());
const recipient = z.object({
  emailAddress: z.string(),
  status: maybeText,
  diagnosticCode: maybeText,
});
const engagement = z.object({
  timestamp: instant,
  userAgent: maybeText,
  isBotEvent: maybeText,
});

/** What we read of each part of an event record of SES; whatever else is there is passed over. */
export const SES = {
  mail: z.object({
    timestamp: instant,
    messageId: z.string(),
    destination: z._default(z.array(z.string()), []),
    tags: z._default(z.record(z.string(), z.array(z.string())), {}),
  }),
  delivery: z.object({ timestamp: instant }),
  deliveryDelay: z.object({
    timestamp: instant,
    delayType: z._default(z.string(), "Undetermined"),
  }),
  bounce: z.object({
    timestamp: instant,
    bounceType: z.string(),
    bounceSubType: z._default(z.string(), "Undetermined"),
    bouncedRecipients: z._default(z.array(recipient), []),
  }),
  complaint: z.object({
    timestamp: instant,
    complaintFeedbackType: maybeText,
  }),
  reject: z.object({ reason: z._default(z.string(), "unknown") }),
  failure: z.object({ errorMessage: z._default(z.string(), "unknown") }),
  open: engagement,
  click: z.extend(engagement, { link: z.string() }),
  subscription: z.object({ timestamp: instant }),
};

export type SesPart<P extends keyof typeof SES> = z.infer<(typeof SES)[P]>;
