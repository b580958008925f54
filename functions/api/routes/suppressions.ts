import * as z from "zod/mini";
import {
  liftSuppression,
  listSuppressions,
  readSuppression,
  suppress,
} from "#shared/audience/consent/index.ts";
import {
  addressHash,
  findByAddress,
  publicId,
  SUPPRESSIONS,
  type Suppression,
} from "#shared/audience/profiles/index.ts";
import {
  noContent,
  ok,
  pageOf,
  pagingWith,
  readCursor,
  SMALL_BODY_BYTES,
  writeCursor,
} from "#shared/http/index.ts";
import { InvalidInput, NotFound } from "#shared/kernel/errors.ts";
import { iso } from "#shared/kernel/time.ts";
import { reevaluation } from "#shared/queue/index.ts";
import type { ApiWorld } from "../world.ts";
import { route } from "./route.ts";
import { Email } from "./schemas.ts";

const Reason = z.enum(SUPPRESSIONS);
const Input = z.lazy(() => z.optional(z.strictObject({ reason: z._default(Reason, "manual") })));
const Shown = z.lazy(() => z.object({ email: z.string(), reason: Reason, at: z.string() }));

const Listed = z.lazy(() =>
  z.object({
    /** Stands for the address: nothing is looked up by it. */
    id: z.string(),
    reason: Reason,
    at: z.string(),
    /** Of the contact that has the address now; null where none has: only a hash is kept. */
    contactId: z.nullable(z.string()),
    email: z.nullable(z.string()),
  }),
);
z.globalRegistry.add(Listed, { id: "ListedSuppression" });
const Query = pagingWith(() => ({ reason: z.optional(Reason) }));
const Place = z.lazy(() => z.string().check(z.maxLength(200)));

const path = "/v1/suppressions/{email}";

async function hashOf(world: ApiWorld, email: string): Promise<string> {
  const fault = Email.safeParse(email).error?.issues[0];
  if (!fault) return addressHash(world, email);
  throw new InvalidInput("the path is not valid", [{ path: "/email", message: fault.message }]);
}

function show(email: string, found: Suppression | null) {
  if (!found) throw new NotFound("this address is not suppressed");
  return ok({ email, reason: found.reason, at: iso(found.at) });
}

/** Conditions that read consent, such as segments, are evaluated at once. */
async function reevaluateContact(world: ApiWorld, hash: string): Promise<void> {
  const contact = await findByAddress(world, hash);
  if (contact) await world.queue.send("work", [{ body: reevaluation(contact) }]);
}

export const suppressions = [
  route({
    method: "GET",
    path: "/v1/suppressions",
    scope: "read",
    summary: "Suppressed addresses, newest first; with a reason that few have, a page may be short",
    query: Query,
    response: pageOf(Listed),
    handle: async (world, { query: { reason, limit, cursor } }) => {
      const page = { limit, after: readCursor(Place, cursor) };
      const { items, next } = await listSuppressions(world, reason, page);
      const shown = items.map(({ id, reason, at, contact }) => ({
        id,
        reason,
        at: iso(at),
        contactId: contact ? publicId(contact) : null,
        email: contact?.email ?? null,
      }));
      return ok({ items: shown, cursor: writeCursor(next) });
    },
  }),
  route({
    method: "GET",
    path,
    scope: "read",
    summary: "Why no mail goes to an address",
    response: Shown,
    handle: async (world, { params: { email } }) =>
      show(email, await readSuppression(world, await hashOf(world, email))),
  }),
  route({
    method: "PUT",
    path,
    scope: "admin",
    summary: "Suppresses an address; a stronger reason stays",
    body: Input,
    limitBytes: SMALL_BODY_BYTES,
    response: Shown,
    handle: async (world, { params: { email }, body }) => {
      const hash = await hashOf(world, email);
      const suppression = { reason: body?.reason ?? "manual", at: world.clock.now() };
      await suppress(world, hash, suppression, "operator");
      await reevaluateContact(world, hash);
      return show(email, await readSuppression(world, hash));
    },
  }),
  route({
    method: "DELETE",
    path,
    scope: "admin",
    summary: "Lifts a suppression; a contact who unsubscribed stays unsubscribed",
    status: 204,
    handle: async (world, { params: { email } }) => {
      const hash = await hashOf(world, email);
      const lifted = await liftSuppression(world, hash, world.clock.now());
      if (!lifted) throw new NotFound("this address is not suppressed");
      await reevaluateContact(world, hash);
      return noContent;
    },
  }),
];
