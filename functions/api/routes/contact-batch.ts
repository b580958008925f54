import * as z from "zod/mini";
import { putContacts } from "#shared/audience/contacts/index.ts";
import { ok } from "#shared/http/index.ts";
import { onConflict } from "../events/incoming.ts";
import { contactFields } from "./contact-fields.ts";
import { route } from "./route.ts";
import { ContactId } from "./schemas.ts";

const MAX_ROWS = 500;
const Batch = z.lazy(() => {
  const row = z.strictObject({ id: z.optional(ContactId), ...contactFields() }).check(
    z.refine(({ id, email }) => id !== undefined || email !== undefined, {
      path: ["id"],
      message: "needs id or email",
    }),
  );
  const contacts = z.array(row).check(z.minLength(1), z.maxLength(MAX_ROWS));
  return z.strictObject({ contacts, onConflict });
});
const Result = z.lazy(() =>
  z.object({
    /** By row; null for one that was left out. */
    ids: z.array(z.nullable(z.string())),
    created: z.int(),
    changed: z.int(),
    skipped: z.array(z.object({ index: z.int(), reason: z.string() })),
    merged: z.array(z.object({ index: z.int(), contactId: z.string() })),
  }),
);

export const contactBatch = [
  route({
    method: "POST",
    path: "/v1/contacts/batch",
    scope: "admin",
    summary: "Creates or changes up to 500 contacts; one fault refuses them all",
    body: Batch,
    response: Result,
    handle: async (world, { body: { contacts, onConflict } }) =>
      ok(await putContacts(world, contacts, onConflict)),
  }),
];
