import * as z from "zod";

/** What a source posts; what it adds to `type`, `timestamp` and `data` is passed over. */
export const Incoming = z.object({
  type: z
    .string()
    .regex(/^[\w.:/-]{1,100}$/, "1 to 100 letters, digits and . : / _ -")
    .refine((name) => !/^(message|contact)\./.test(name), "names like this are our own"),
  timestamp: z.iso
    .datetime({ offset: true })
    .transform((text) => Date.parse(text))
    .optional(),
  /** Who it is about; the rest is the event's data. */
  data: z.looseObject({
    contactId: z
      .string()
      .regex(/^[^/]{1,200}$/, "1 to 200 characters, without a slash")
      .optional(),
    email: z.string().max(254).optional(),
  }),
});
export type Incoming = z.infer<typeof Incoming>;

/** An id of a source's own choice that fits a key. */
export const WebhookId = z
  .string()
  .regex(/^[\x21-\x7e]{1,200}$/, "1 to 200 visible ASCII characters");
