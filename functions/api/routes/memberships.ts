import * as z from "zod/mini";
import { getContact } from "#shared/audience/contacts/index.ts";
import { getSegments } from "#shared/audience/segments/index.ts";
import { ok, pageOf } from "#shared/http/index.ts";
import { whyInSegment } from "#shared/insight/membership/index.ts";
import { iso } from "#shared/kernel/time.ts";
import { route } from "./route.ts";
import { knownName } from "./schemas.ts";

const Membership = z.lazy(() =>
  z.object({
    segment: z.string(),
    /** Null until the contact is evaluated. */
    in: z.nullable(z.boolean()),
    since: z.nullable(z.string()),
    /** The segment's version at that evaluation. */
    version: z.nullable(z.int()),
    why: z.looseObject({ rule: z.string(), matches: z.boolean() }),
  }),
);

const Listed = z.lazy(() =>
  z.object({
    segment: z.string(),
    name: z.string(),
    in: z.boolean(),
    since: z.string(),
    version: z.int(),
  }),
);

export const memberships = [
  route({
    method: "GET",
    path: "/v1/contacts/{id}/segments",
    scope: "read",
    summary: "The segments that were evaluated for a contact, whether it is in each and since when",
    response: pageOf(Listed),
    handle: async (world, { params }) => {
      const { data: profile } = await getContact(world, params.id);
      const { segments = {} } = profile;
      const found = await getSegments(world, Object.keys(segments).toSorted());
      const items = found
        .filter(({ deletedAt }) => deletedAt === undefined)
        .map(({ id, name }) => {
          const { since, ...membership } = segments[id]!;
          return { segment: id, name, ...membership, since: iso(since) };
        });
      return ok({ items, cursor: null });
    },
  }),
  route({
    method: "GET",
    path: "/v1/contacts/{id}/segments/{segment}",
    scope: "read",
    summary: "Whether a contact is in a segment, since when, and why",
    response: Membership,
    handle: async (world, { params }) => {
      const segment = knownName(params.segment);
      const { membership, why } = await whyInSegment(world, params.id, segment);
      return ok({
        segment,
        in: membership?.in ?? null,
        since: membership ? iso(membership.since) : null,
        version: membership?.version ?? null,
        why,
      });
    },
  }),
];
