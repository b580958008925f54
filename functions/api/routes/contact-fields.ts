import * as z from "zod/mini";
import { AttributesInput } from "#shared/audience/profiles/index.ts";
import { Email, Locale, TimeZone } from "./schemas.ts";

/** What a caller may set of a contact; null removes a time zone or locale. */
export const contactFields = () => ({
  email: z.optional(Email),
  attributes: z.optional(AttributesInput),
  timeZone: z.nullish(TimeZone),
  locale: z.nullish(Locale),
  subscribed: z.optional(z.boolean()),
  existing: z.optional(z.boolean()),
});
