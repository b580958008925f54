import * as z from "zod/mini";

/** Some records write the offset as `+0000`, valid in ISO 8601 but not in RFC 3339 (zod). */
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
/** Optional parts may be missing or `null`; either becomes `value`. */
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

/** The parts of an SES event record that we read; all others are ignored. */
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
