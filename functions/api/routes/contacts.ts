import * as z from "zod/mini";
import { getContact, putContact } from "#shared/audience/contacts/index.ts";
import {
  AttributesInput,
  type Profile,
  publicId,
  SUPPRESSIONS,
} from "#shared/audience/profiles/index.ts";
import { segmentsOf } from "#shared/audience/segments/index.ts";
import { deleteContact } from "#shared/automation/erasure/index.ts";
import { noContent, ok } from "#shared/http/index.ts";
import { iso } from "#shared/kernel/time.ts";
import { route } from "./route.ts";
import { Email, Locale, TimeZone } from "./schemas.ts";

const Input = z.lazy(() =>
  z.strictObject({
    email: z.optional(Email),
    attributes: z.optional(AttributesInput),
    timeZone: z.nullish(TimeZone),
    locale: z.nullish(Locale),
    subscribed: z.optional(z.boolean()),
    existing: z.optional(z.boolean()),
  }),
);

const Contact = z.lazy(() =>
  z.object({
    id: z.string(),
    email: z.string(),
    attributes: AttributesInput,
    timeZone: z.nullable(z.string()),
    locale: z.nullable(z.string()),
    subscribed: z.boolean(),
    suppressed: z.nullable(z.enum(SUPPRESSIONS)),
    existing: z.boolean(),
    segments: z.array(z.string()),
    createdAt: z.string(),
    updatedAt: z.string(),
  }),
);

const path = "/v1/contacts/{id}";

const show = (profile: Profile) =>
  ok({
    id: publicId(profile),
    email: profile.email,
    attributes: profile.attributes,
    timeZone: profile.timeZone ?? null,
    locale: profile.locale ?? null,
    subscribed: profile.subscribed,
    suppressed: profile.suppression?.reason ?? null,
    existing: profile.existing !== undefined,
    segments: [...segmentsOf(profile)].toSorted(),
    createdAt: iso(profile.createdAt),
    updatedAt: iso(profile.updatedAt),
  } satisfies z.infer<typeof Contact>);

export const contacts = [
  route({
    method: "GET",
    path,
    scope: "read",
    summary: "A contact, by your id or ours",
    response: Contact,
    handle: async (world, { params }) => show((await getContact(world, params.id)).data),
  }),
  route({
    method: "PUT",
    path,
    scope: "admin",
    summary:
      "Creates or changes a contact; what is left out stays; an attribute, time zone or locale set to null is removed",
    body: Input,
    response: Contact,
    handle: async (world, { params, body }) => show(await putContact(world, params.id, body)),
  }),
  route({
    method: "DELETE",
    path,
    scope: "admin",
    summary: "Erases a contact; a suppression of its address stays, as a hash",
    status: 204,
    handle: async (world, { params }) => {
      await deleteContact(world, params.id);
      return noContent;
    },
  }),
];
