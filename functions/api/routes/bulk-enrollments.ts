import * as z from "zod/mini";
import { InvalidInput } from "#shared/kernel/errors.ts";
import { findSegment } from "#shared/segments/index.ts";
import { getSequence } from "#shared/sequences/index.ts";
import { assertOpenByHand } from "../enrollments/assert-open.ts";
import { enrollContacts, enrollList, enrollSegment } from "../enrollments/enroll-many.ts";
import { removeContacts, removeSegment } from "../enrollments/remove-many.ts";
import { onConflict } from "../events/incoming.ts";
import type { ApiWorld } from "../world.ts";
import { route } from "./route.ts";
import { ContactId, EntryData, knownName, Name } from "./schemas.ts";

const MAX_CONTACTS = 1_000;

const contacts = () => z.array(ContactId).check(z.minLength(1), z.maxLength(MAX_CONTACTS));
const oneOf = (...names: string[]) =>
  z.refine<object>(
    (body) => names.filter((name) => name in body).length === 1,
    `needs exactly one of ${names.join(", ")}`,
  );

const Enroll = z.lazy(() =>
  z
    .strictObject({
      segment: z.optional(Name),
      contacts: z.optional(contacts()),
      /** With a first line that names `id`, `email` or both; what else it has becomes data. */
      csv: z.optional(z.string()),
      /** What each is let in with; a row of the CSV goes before it. */
      data: z.optional(EntryData),
      includeExisting: z._default(z.boolean(), false),
      skipBad: z._default(z.boolean(), false),
      onConflict,
    })
    .check(oneOf("segment", "contacts", "csv")),
);
const Remove = z.lazy(() =>
  z
    .strictObject({ segment: z.optional(Name), contacts: z.optional(contacts()) })
    .check(oneOf("segment", "contacts")),
);
const Counts = z.lazy(() =>
  z.object({
    /** Everybody in the segment is worked through from now on. */
    walking: z.optional(z.boolean()),
    accepted: z.optional(z.int()),
    skippedExisting: z.optional(z.int()),
    unknown: z.optional(z.array(z.string())),
    bad: z.optional(z.array(z.object({ line: z.int(), message: z.string() }))),
    /**
     * Why people who were handed over will not come in, as things stand now: the first 1,000 of
     * them.
     */
    notEntering: z.optional(
      z.array(z.object({ contactId: z.string(), line: z.optional(z.int()), reason: z.string() })),
    ),
    notEnteringInAll: z.optional(z.int()),
  }),
);

const path = "/v1/sequences/{id}/enrollments";
const walking = { status: 202, body: { walking: true } };

async function assertSegment(world: ApiWorld, id: string): Promise<void> {
  const item = await findSegment(world, id);
  if (item && item.data.deletedAt === undefined) return;
  const message = `there is no segment "${id}"`;
  throw new InvalidInput("the body is not valid", [{ path: "/segment", message }]);
}

export const bulkEnrollments = [
  route({
    method: "POST",
    path: `${path}/bulk`,
    scope: "admin",
    summary: "Lets many people in by hand: a segment, contacts or a list; not those known before",
    body: Enroll,
    response: Counts,
    status: 202,
    handle: async (world, { params, body, idempotency }) => {
      const sequence = knownName(params.id);
      const program = await assertOpenByHand(world, sequence);
      const { segment, contacts: ids, csv = "", skipBad, includeExisting, data = {} } = body;
      const options = { includeExisting, data };
      if (segment !== undefined) {
        await assertSegment(world, segment);
        await enrollSegment(world, sequence, segment, options, idempotency);
        return walking;
      }
      const counts = ids
        ? await enrollContacts(world, program, ids, options, idempotency)
        : await enrollList(
            world,
            program,
            { csv, skipBad, onConflict: body.onConflict },
            options,
            idempotency,
          );
      return { status: 202, body: counts };
    },
  }),
  route({
    method: "POST",
    path: `${path}/remove`,
    scope: "admin",
    summary: "Ends the runs of many people: of a segment, or of contacts",
    body: Remove,
    response: Counts,
    status: 202,
    handle: async (world, { params, body: { segment, contacts: ids = [] } }) => {
      const { id } = (await getSequence(world, knownName(params.id))).data;
      if (segment === undefined) {
        return { status: 202, body: await removeContacts(world, id, ids) };
      }
      await assertSegment(world, segment);
      await removeSegment(world, id, segment);
      return walking;
    },
  }),
];
