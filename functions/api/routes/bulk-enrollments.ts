import * as z from "zod/mini";
import {
  assertOpen,
  enrollContacts,
  enrollList,
  enrollSegment,
  removeContacts,
  removeSegment,
} from "#shared/automation/enrolling/index.ts";
import { getSequence } from "#shared/automation/versions/index.ts";
import { onConflict } from "../events/incoming.ts";
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
      /** Its first line names `id`, `email` or both; other columns become data. */
      csv: z.optional(z.string()),
      /** The data of each enrollment; a row of the CSV overrides it. */
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
    /** The job that processes the contacts of a segment. */
    job: z.optional(z.string()),
    accepted: z.optional(z.int()),
    skippedExisting: z.optional(z.int()),
    unknown: z.optional(z.array(z.string())),
    bad: z.optional(z.array(z.object({ line: z.int(), message: z.string() }))),
    /** Why contacts will not be enrolled, as things stand: the first 1,000. */
    notEntering: z.optional(
      z.array(z.object({ contactId: z.string(), line: z.optional(z.int()), reason: z.string() })),
    ),
    notEnteringInAll: z.optional(z.int()),
  }),
);

const path = "/v1/sequences/{id}/enrollments";
export const bulkEnrollments = [
  route({
    method: "POST",
    path: `${path}/bulk`,
    scope: "admin",
    summary: "Enrolls many contacts: a segment, ids or a list; imported contacts are left out",
    body: Enroll,
    response: Counts,
    status: 202,
    handle: async (world, { params, body, idempotency }) => {
      const sequence = knownName(params.id);
      const program = await assertOpen(world, sequence);
      const { segment, contacts: ids, csv = "", skipBad, includeExisting, data = {} } = body;
      const options = { includeExisting, data };
      if (segment !== undefined) {
        const { id } = await enrollSegment(world, sequence, segment, options, idempotency);
        return { status: 202, body: { job: id } };
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
    summary: "Ends the runs of many contacts: of a segment, or by their ids",
    body: Remove,
    response: Counts,
    status: 202,
    handle: async (world, { params, body: { segment, contacts: ids = [] }, idempotency }) => {
      const { id } = (await getSequence(world, knownName(params.id))).data;
      if (segment === undefined) {
        return { status: 202, body: await removeContacts(world, id, ids) };
      }
      const job = await removeSegment(world, id, segment, idempotency);
      return { status: 202, body: { job: job.id } };
    },
  }),
];
