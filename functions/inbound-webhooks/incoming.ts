import * as z from "zod/mini";
import {
  ContactId,
  IncomingInstant,
  IncomingName,
  MailAddress,
} from "#shared/audience/intake/index.ts";

/** What a source posts; what it adds to `type`, `timestamp` and `data` is passed over. */
export const Incoming = z.object({
  type: IncomingName,
  timestamp: z.optional(IncomingInstant),
  /** The contact that it is about; the rest is the event's data. */
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

/** An id of a source's own choice that fits a key. */
export const WebhookId = z
  .string()
  .check(z.regex(/^[\x21-\x7e]{1,200}$/, "1 to 200 visible ASCII characters"));
