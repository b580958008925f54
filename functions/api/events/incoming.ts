import * as z from "zod/mini";
import {
  ContactId,
  IncomingInstant,
  IncomingName,
  MailAddress,
} from "#shared/audience/intake/index.ts";
import { EventData } from "../routes/schemas.ts";

const MAX_EVENTS = 500;
const Id = z.string().check(z.minLength(1), z.maxLength(200));

/**
 * What to do when a new contact's address belongs to another contact, or an event's id was used for
 * another event: "skip" leaves the event out and says so; "merge" resolves the former to the
 * contact that has the address. Without it either refuses the batch.
 */
export const onConflict = z.optional(z.enum(["skip", "merge"]));

/**
 * The body of `POST /v1/events`. `backfill` events are history: they start and wake no run, but
 * conditions count them from then on.
 */
export const IncomingEvents = z.lazy(() => {
  const Incoming = z
    .strictObject({
      id: z.optional(Id),
      contactId: z.optional(ContactId),
      email: z.optional(MailAddress),
      name: IncomingName,
      at: z.optional(IncomingInstant),
      data: z.optional(EventData),
    })
    .check(
      z.refine(({ contactId, email }) => contactId !== undefined || email !== undefined, {
        path: ["contactId"],
        message: "needs contactId or email",
      }),
    );
  const events = z.array(Incoming).check(z.minLength(1), z.maxLength(MAX_EVENTS));
  return z.strictObject({ events, onConflict, backfill: z.optional(z.boolean()) });
});
export type Incoming = z.infer<typeof IncomingEvents>["events"][number];
