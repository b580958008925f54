import * as z from "zod/mini";
import { defineEvent } from "./event.ts";

const change = <T extends z.ZodMiniType>(value: T) => z.object({ from: value, to: value });

export const contactUpdated = defineEvent({
  name: "contact.updated",
  version: 1,
  summary: "A field of the contact changed, or an attribute that something live reads.",
  data: z.lazy(() => {
    const text = z.optional(change(z.nullable(z.string())));
    return z.object({
      /** Attributes by their names; null where there was, or is, none. */
      changes: z.record(z.string(), change(z.unknown())),
      email: z.optional(change(z.string())),
      subscribed: z.optional(change(z.boolean())),
      timeZone: text,
      locale: text,
    });
  }),
  examples: [
    { changes: { plan: { from: null, to: "pro" } } },
    { changes: {}, subscribed: { from: true, to: false }, locale: { from: null, to: "de-CH" } },
  ],
});
