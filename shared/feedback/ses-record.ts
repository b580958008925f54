import * as z from "zod";

const instant = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));
const recipients = z
  .array(
    z.object({
      emailAddress: z.string(),
      status: z.string().nullish(),
      diagnosticCode: z.string().nullish(),
    }),
  )
  .default([]);
const engagement = z.object({
  timestamp: instant,
  userAgent: z.string().nullish(),
  isBotEvent: z.string().nullish(),
});

/** What we read of each part of an event record of SES; whatever else is there is passed over. */
export const SES = {
  mail: z.object({
    timestamp: instant,
    messageId: z.string(),
    destination: z.array(z.string()).default([]),
    tags: z.record(z.string(), z.array(z.string())).default({}),
  }),
  delivery: z.object({ timestamp: instant }),
  deliveryDelay: z.object({ timestamp: instant, delayType: z.string().default("Undetermined") }),
  bounce: z.object({
    timestamp: instant,
    bounceType: z.string(),
    bounceSubType: z.string().default("Undetermined"),
    bouncedRecipients: recipients,
  }),
  complaint: z.object({
    timestamp: instant,
    complaintFeedbackType: z.string().nullish(),
  }),
  reject: z.object({ reason: z.string().default("unknown") }),
  failure: z.object({ errorMessage: z.string().default("unknown") }),
  open: engagement,
  click: engagement.extend({ link: z.string() }),
  subscription: z.object({ timestamp: instant }),
};

export type SesPart<P extends keyof typeof SES> = z.infer<(typeof SES)[P]>;
