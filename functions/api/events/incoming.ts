import * as z from "zod";
import { EventName } from "#shared/conditions/index.ts";
import { Data, Email, Instant } from "../routes/schemas.ts";

const MAX_EVENTS = 500;
const Id = z.string().min(1).max(200);

const Name = EventName.refine(
  (name) => !/^(message|contact)\./.test(name),
  "names that start with message. or contact. are ours",
);

const Incoming = z
  .strictObject({
    id: Id.optional(),
    contactId: Id.refine((id) => !id.includes("/"), 'without "/"').optional(),
    email: Email.optional(),
    name: Name,
    at: Instant.refine((at) => !(Date.parse(at) < 0), "before 1970").optional(),
    data: Data.optional(),
  })
  .refine(({ contactId, email }) => contactId !== undefined || email !== undefined, {
    path: ["contactId"],
    message: "needs contactId or email",
  });
export type Incoming = z.infer<typeof Incoming>;

/** The body of `POST /v1/events`. */
export const IncomingEvents = z.strictObject({ events: z.array(Incoming).min(1).max(MAX_EVENTS) });
