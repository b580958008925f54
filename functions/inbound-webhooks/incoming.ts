import * as z from "zod/mini";
import {
  ContactId,
  IncomingInstant,
  IncomingName,
  MailAddress,
} from "#shared/audience/intake/index.ts";

/** The body that a source posts; unknown top-level fields are ignored. */
export const Incoming = z.object({
  type: IncomingName,
  timestamp: z.optional(IncomingInstant),
  /** Names the contact; the rest is the event's data. */
  data: z
    .looseObject({ contactId: z.optional(ContactId), email: z.optional(MailAddress) })
    .check(
      z.refine(
        ({ contactId, email }) => contactId !== undefined || email !== undefined,
        "`data` needs `contactId` or `email`",
      ),
    ),
});
export type Incoming = z.infer<typeof Incoming>;

/** An id chosen by the sender that fits a key. */
export const WebhookId = z
  .string()
  .check(z.regex(/^[\x21-\x7e]{1,200}$/, "1 to 200 visible ASCII characters"));
