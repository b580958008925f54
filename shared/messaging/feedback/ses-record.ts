import * as z from "zod/mini";

/**
 * Some records write their offset as `+0000`, which ISO 8601 knows and RFC 3339 (so zod) does not.
 */
const instant = z.pipe(
  z.pipe(
    z.string(),
    z.transform((text) => text.replace(/([+-]\d\d)(\d\d)$/, "$1:$2")),
  ),
  z.pipe(
    z.iso.datetime({ offset: true }),
    z.transform((text: string) => Date.parse(text)),
  ),
);
const maybeText = z.nullish(z.string());
/** What is optional may be left out, and may be `null`: `value` is what either means. */
const optional = <T extends z.ZodMiniType>(type: T, value: NoInfer<z.output<T>>) =>
  z.pipe(
    z.nullish(type),
    z.transform((given): z.output<T> => given ?? value),
  );
const tag = z.nullish(z.array(maybeText));
const recipient = z.object({
  emailAddress: z.string(),
  status: maybeText,
  diagnosticCode: maybeText,
});
const engagement = z.object({
  timestamp: instant,
  userAgent: maybeText,
  isBotEvent: z.nullish(z.union([z.string(), z.boolean()])),
});

/** What we read of each part of an event record of SES; whatever else is there is passed over. */
export const SES = {
  mail: z.object({
    timestamp: instant,
    messageId: z.string(),
    destination: optional(z.array(z.string()), []),
    tags: optional(z.object({ message: tag, attempt: tag }), {}),
  }),
  delivery: z.object({ timestamp: instant }),
  deliveryDelay: z.object({
    timestamp: instant,
    delayType: optional(z.string(), "Undetermined"),
  }),
  bounce: z.object({
    timestamp: instant,
    bounceType: z.string(),
    bounceSubType: optional(z.string(), "Undetermined"),
    bouncedRecipients: optional(z.array(recipient), []),
  }),
  complaint: z.object({
    timestamp: instant,
    complaintFeedbackType: maybeText,
  }),
  reject: z.object({ reason: optional(z.string(), "unknown") }),
  failure: z.object({ errorMessage: optional(z.string(), "unknown") }),
  open: engagement,
  click: z.extend(engagement, { link: z.string() }),
  subscription: z.object({ timestamp: instant }),
};

export type SesPart<P extends keyof typeof SES> = z.infer<(typeof SES)[P]>;
