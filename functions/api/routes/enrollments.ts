import * as z from "zod/mini";
import { getContact } from "#shared/audience/contacts/index.ts";
import { publicId } from "#shared/audience/profiles/index.ts";
import { removeRuns } from "#shared/automation/engine/index.ts";
import { assertOpen, enrollOne } from "#shared/automation/enrolling/index.ts";
import { type Enrolled, getSequence, readEnrolled } from "#shared/automation/versions/index.ts";
import { noContent, ok, Paging, pageOf, readCursor, writeCursor } from "#shared/http/index.ts";
import { NotFound } from "#shared/kernel/errors.ts";
import { iso } from "#shared/kernel/time.ts";
import { route } from "./route.ts";
import { ContactId, Email, EntryData, knownName, ShardPosition } from "./schemas.ts";

const Input = z.lazy(() =>
  z
    .strictObject({
      /** The id of the enrolling event: the same id counts once. */
      id: z.optional(z.string().check(z.minLength(1), z.maxLength(200))),
      contactId: z.optional(ContactId),
      email: z.optional(Email),
      data: z.optional(EntryData),
    })
    .check(
      z.refine(({ contactId, email }) => contactId !== undefined || email !== undefined, {
        path: ["contactId"],
        message: "needs contactId or email",
      }),
    ),
);
const Accepted = z.lazy(() =>
  z.object({
    id: z.string(),
    contactId: z.string(),
    /** Whether the contact will be enrolled, as things stand; `reason` says why not. */
    enters: z.boolean(),
    reason: z.optional(z.string()),
  }),
);
const Shown = z.lazy(() =>
  z.object({
    contactId: z.string(),
    email: z.string(),
    key: z.string(),
    step: z.nullable(z.string()),
    version: z.int(),
    since: z.string(),
    dueAt: z.nullable(z.string()),
  }),
);
z.globalRegistry.add(Shown, { id: "Enrollment" });
const Key = z.lazy(() => z.strictObject({ key: z.optional(z.string().check(z.maxLength(200))) }));

const path = "/v1/sequences/{id}/enrollments";

const show = ({
  profile,
  enrollment: { entryKey, step, version, startedAt, dueAt },
}: Enrolled) => ({
  contactId: publicId(profile),
  email: profile.email,
  key: entryKey,
  step,
  version,
  since: iso(startedAt),
  dueAt: dueAt === undefined ? null : iso(dueAt),
});

export const enrollments = [
  route({
    method: "GET",
    path,
    scope: "read",
    summary: "The contacts inside a sequence",
    query: Paging,
    response: pageOf(Shown),
    handle: async (world, { params, query: { limit, cursor } }) => {
      const { id } = (await getSequence(world, knownName(params.id))).data;
      const page = { limit, place: readCursor(ShardPosition, cursor) };
      const { items, next } = await readEnrolled(world, id, page);
      return ok({ items: items.map(show), cursor: writeCursor(next) });
    },
  }),
  route({
    method: "POST",
    path,
    scope: "send",
    summary: "Enrolls a contact by hand; the re-entry rule of the sequence holds",
    body: Input,
    response: Accepted,
    status: 202,
    handle: async (world, { params, body, idempotency }) => {
      const sequence = knownName(params.id);
      const program = await assertOpen(world, sequence);
      const { id, profile, whyNot } = await enrollOne(world, program, body, idempotency);
      idempotency?.names([profile.id]);
      const reason = whyNot === undefined ? {} : { reason: whyNot };
      const enters = whyNot === undefined;
      return { status: 202, body: { id, contactId: publicId(profile), enters, ...reason } };
    },
  }),
  route({
    method: "DELETE",
    path: `${path}/{contactId}`,
    scope: "admin",
    summary: "Ends a contact's runs, or the one with that key; their unsent mails are dropped",
    query: Key,
    status: 204,
    handle: async (world, { params, query: { key } }) => {
      const { id: sequence } = (await getSequence(world, knownName(params.id))).data;
      const { data: profile } = await getContact(world, params.contactId);
      const removed = await removeRuns(world, { contact: profile.id, sequence, entryKey: key });
      if (removed === 0)
        throw new NotFound(
          "this contact has no run in the sequence: GET /v1/contacts/{id}/runs lists its runs",
        );
      return noContent;
    },
  }),
];
