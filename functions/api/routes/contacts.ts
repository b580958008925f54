import * as z from "zod";
import { noContent, ok } from "#shared/http/index.ts";
import { iso } from "#shared/kernel/time.ts";
import {
  deleteContact,
  getContact,
  type Profile,
  publicId,
  putContact,
  SUPPRESSIONS,
} from "#shared/people/index.ts";
import { route } from "./route.ts";
import { Email, Locale, TimeZone } from "./schemas.ts";

const Text = z.string().max(2000);
const Attribute = z.union([Text, z.number(), z.boolean(), z.null(), z.array(Text).max(100)]);
const Attributes = z
  .record(z.string().min(1).max(100), Attribute)
  .refine((attributes) => Object.keys(attributes).length <= 200, "at most 200 attributes");

const Input = z.strictObject({
  email: Email.optional(),
  attributes: Attributes.optional(),
  timeZone: TimeZone.optional(),
  locale: Locale.optional(),
  subscribed: z.boolean().optional(),
});

const Contact = z.object({
  id: z.string(),
  email: z.string(),
  attributes: Attributes,
  timeZone: z.string().nullable(),
  locale: z.string().nullable(),
  subscribed: z.boolean(),
  suppressed: z.enum(SUPPRESSIONS).nullable(),
  createdAt: z.string(),
  updatedAt: z.string(),
});

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
    createdAt: iso(profile.createdAt),
    updatedAt: iso(profile.updatedAt),
  } satisfies z.infer<typeof Contact>);

export const contacts = [
  route({
    method: "GET",
    path,
    scope: "read",
    summary: "A contact, by its owner's id or ours",
    response: Contact,
    handle: async (world, { params }) => show((await getContact(world, params.id)).data),
  }),
  route({
    method: "PUT",
    path,
    scope: "admin",
    summary: "Makes or changes a contact; what is left out stays, an attribute set to null goes",
    body: Input,
    response: Contact,
    handle: async (world, { params, body }) => show(await putContact(world, params.id, body)),
  }),
  route({
    method: "DELETE",
    path,
    scope: "admin",
    summary: "Erases a person; what suppresses their address stays, as a hash",
    status: 204,
    handle: async (world, { params }) => {
      await deleteContact(world, params.id);
      return noContent;
    },
  }),
];
