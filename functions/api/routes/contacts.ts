import canonicalize from "canonicalize";
import * as z from "zod/mini";
import { readDeclared } from "#shared/audience/attributes/index.ts";
import { findContact, NO_CONTACT, putContact } from "#shared/audience/contacts/index.ts";
import { findContacts, fitsFilter } from "#shared/audience/directory/index.ts";
import {
  type Attribute,
  AttributesInput,
  type Profile,
  publicId,
  SUPPRESSIONS,
} from "#shared/audience/profiles/index.ts";
import { getSegment, readMembers, segmentsOf } from "#shared/audience/segments/index.ts";
import { deleteContact, wasErased } from "#shared/automation/erasure/index.ts";
import {
  etag,
  expected,
  noContent,
  ok,
  pageOf,
  pagingWith,
  readCursor,
  writeCursor,
} from "#shared/http/index.ts";
import { NotFound } from "#shared/kernel/errors.ts";
import { digest, isContactId } from "#shared/kernel/ids.ts";
import { ownValue } from "#shared/kernel/own-value.ts";
import { iso } from "#shared/kernel/time.ts";
import type { DeclaredAttributes } from "#shared/platform/live-definitions/index.ts";
import { contactFields } from "./contact-fields.ts";
import { route } from "./route.ts";
import { Name, SearchText, ShardPosition } from "./schemas.ts";

const Input = z.lazy(() => z.strictObject(contactFields()));

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
z.globalRegistry.add(Contact, { id: "Contact" });

const Listed = z.lazy(() =>
  z.object({
    id: z.string(),
    email: z.string(),
    /** The first ten that are not sensitive, long values shortened: a contact itself shows all. */
    attributes: AttributesInput,
    subscribed: z.boolean(),
    suppressed: z.nullable(z.enum(SUPPRESSIONS)),
    createdAt: z.string(),
    updatedAt: z.string(),
  }),
);
const Query = pagingWith(() => ({
  /** The beginning of an address, in any case, or of an id. */
  q: SearchText,
  segment: z.optional(Name),
  subscribed: z.optional(z.enum(["true", "false"])),
  suppressed: z.optional(z.enum(["true", "false", ...SUPPRESSIONS])),
}));
/** A search goes through addresses, then ids; all contacts are listed by our ids. */
const Position = z.lazy(() =>
  z.strictObject({
    by: z.enum(["own", "external", "address"]),
    after: z.optional(z.string()),
  }),
);

const path = "/v1/contacts/{id}";

/**
 * Of what a `PUT` changes, so that memberships, which the engine writes to the same row after it,
 * are no conflict. Two changes within a millisecond differ by what they changed.
 */
function versionOf(profile: Profile | undefined): number | string {
  if (!profile) return 0;
  const { email, attributes, timeZone, locale, subscribed, suppression, updatedAt } = profile;
  const parts = [email, attributes, timeZone ?? null, locale ?? null, subscribed, suppression];
  return digest(updatedAt, canonicalize(parts)!);
}

const show = (profile: Profile) => {
  const body = {
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
  } satisfies z.infer<typeof Contact>;
  return ok(body, etag(versionOf(profile)));
};

const SHOWN_ATTRIBUTES = 10;
const SHOWN_TEXT = 200;

const showListed = (profile: Profile, declared: DeclaredAttributes): z.infer<typeof Listed> => ({
  id: publicId(profile),
  email: profile.email,
  attributes: Object.fromEntries(
    Object.entries(profile.attributes)
      .filter(([name]) => !ownValue(declared, name)?.sensitive)
      .slice(0, SHOWN_ATTRIBUTES)
      .map(([name, value]) => [name, shorten(value)]),
  ),
  subscribed: profile.subscribed,
  suppressed: profile.suppression?.reason ?? null,
  createdAt: iso(profile.createdAt),
  updatedAt: iso(profile.updatedAt),
});

function shorten(value: Attribute): Attribute {
  if (Array.isArray(value)) return value.slice(0, SHOWN_ATTRIBUTES).map(shortenText);
  return typeof value === "string" ? shortenText(value) : value;
}

const shortenText = (text: string) =>
  text.length > SHOWN_TEXT ? `${text.slice(0, SHOWN_TEXT).toWellFormed()}…` : text;

const truth = (text: string | undefined) => (text === undefined ? undefined : text === "true");

export const contacts = [
  route({
    method: "GET",
    path: "/v1/contacts",
    scope: "read",
    summary:
      "Contacts, newest first; with `q` those whose address or id begins with it, in that order",
    query: Query,
    response: pageOf(Listed),
    handle: async (world, { query: { q, segment, subscribed, suppressed, limit, cursor } }) => {
      const isFlag = suppressed === "true" || suppressed === "false";
      const filter = {
        segment,
        subscribed: truth(subscribed),
        suppressed: isFlag ? suppressed === "true" : suppressed,
      };
      const declared = await readDeclared(world);
      if (segment !== undefined) await getSegment(world, segment);
      if (segment !== undefined && !q) {
        const page = { limit, place: readCursor(ShardPosition, cursor) };
        const { items, next } = await readMembers(world, segment, page);
        const fitting = items.filter((one) => fitsFilter(one, filter));
        return ok({
          items: fitting.map((one) => showListed(one, declared)),
          cursor: writeCursor(next),
        });
      }
      const page = { limit, place: readCursor(Position, cursor) };
      const { items, next } = await findContacts(world, { q: q || undefined, filter }, page);
      return ok({
        items: items.map((one) => showListed(one, declared)),
        cursor: writeCursor(next),
      });
    },
  }),
  route({
    method: "GET",
    path,
    scope: "read",
    tagged: true,
    summary: "A contact, by your id or ours",
    response: Contact,
    handle: async (world, { params }) => {
      const found = await findContact(world, params.id);
      if (found) return show(found.data);
      const isErased = isContactId(params.id) && (await wasErased(world, params.id));
      throw new NotFound(isErased ? "this contact was erased" : NO_CONTACT);
    },
  }),
  route({
    method: "PUT",
    path,
    scope: "admin",
    tagged: true,
    summary:
      "Creates or changes a contact; what is left out stays; an attribute, time zone or locale set to null is removed",
    body: Input,
    response: Contact,
    handle: async (world, { params, body, headers }) => {
      const check = (before: Profile | undefined) => void expected(headers, versionOf(before));
      return show(await putContact(world, params.id, body, check));
    },
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
