import * as z from "zod/mini";
import { Condition, SegmentCondition } from "#shared/audience/conditions/index.ts";
import { type Profile, publicId } from "#shared/audience/profiles/index.ts";
import {
  deleteSegment,
  findSegment,
  getSegment,
  getSegments,
  readMemberCounts,
  readMembers,
  type Segment,
  saveSegment,
} from "#shared/audience/segments/index.ts";
import {
  etag,
  expected,
  matched,
  noContent,
  ok,
  Paging,
  pageOf,
  readCursor,
  writeCursor,
} from "#shared/http/index.ts";
import { iso } from "#shared/kernel/time.ts";
import {
  readLiveDefinitions,
  type SegmentUsers,
  usersOfSegment,
} from "#shared/platform/live-definitions/index.ts";
import type { ApiWorld } from "../world.ts";
import { route } from "./route.ts";
import { knownName, newName, ShardPosition } from "./schemas.ts";

const Input = z.lazy(() =>
  z.strictObject({
    name: z.string().check(z.minLength(1), z.maxLength(200)),
    condition: SegmentCondition,
  }),
);

const Shown = z.lazy(() =>
  z.object({
    id: z.string(),
    name: z.string(),
    condition: Condition,
    version: z.int(),
    /** An estimate. */
    members: z.int(),
    /** The other segments and the published sequences that read it. */
    usedBy: z.object({ segments: z.array(z.string()), sequences: z.array(z.string()) }),
    createdAt: z.string(),
    updatedAt: z.string(),
  }),
);
z.globalRegistry.add(Shown, { id: "Segment" });
const Member = z.lazy(() =>
  z.object({ contactId: z.string(), email: z.string(), since: z.string() }),
);
const AfterId = z.lazy(() => z.string().check(z.maxLength(64)));

const path = "/v1/segments/{id}";

const show = (
  { id, name, condition, version, createdAt, updatedAt }: Segment,
  members: number,
  usedBy: SegmentUsers,
) => ({
  id,
  name,
  condition,
  version,
  members,
  usedBy,
  createdAt: iso(createdAt),
  updatedAt: iso(updatedAt),
});

const showMember = (profile: Profile, segment: string) => ({
  contactId: publicId(profile),
  email: profile.email,
  since: iso(profile.segments![segment]!.since),
});

async function rowVersion(world: ApiWorld, id: string): Promise<number> {
  const item = await findSegment(world, id);
  return item && item.data.deletedAt === undefined ? item.version : 0;
}

async function answer(world: ApiWorld, segment: Segment, version: number) {
  const [[members = 0], { data: live }] = await Promise.all([
    readMemberCounts(world, [segment.id]),
    readLiveDefinitions(world),
  ]);
  return ok(show(segment, members, usersOfSegment(live, segment.id)), etag(version));
}

export const segments = [
  route({
    method: "GET",
    path: "/v1/segments",
    scope: "read",
    summary: "The segments, with an estimate of how many contacts are in each",
    query: Paging,
    response: pageOf(Shown),
    handle: async (world, { query: { limit, cursor } }) => {
      const after = readCursor(AfterId, cursor) ?? "";
      const { data: live } = await readLiveDefinitions(world);
      const ids = Object.keys(live.segments ?? {}).toSorted();
      const rest = ids.filter((id) => id > after);
      const page = await getSegments(world, rest.slice(0, limit));
      const counts = await readMemberCounts(
        world,
        page.map(({ id }) => id),
      );
      const items = page.map((segment, i) =>
        show(segment, counts[i]!, usersOfSegment(live, segment.id)),
      );
      const next = rest.length > limit ? rest[limit - 1] : undefined;
      return ok({ items, cursor: writeCursor(next) });
    },
  }),
  route({
    method: "GET",
    path,
    scope: "read",
    tagged: true,
    summary: "A segment",
    response: Shown,
    handle: async (world, { params }) => {
      const { data, version } = await getSegment(world, knownName(params.id));
      return answer(world, data, version);
    },
  }),
  route({
    method: "PUT",
    path,
    scope: "admin",
    tagged: true,
    summary: "Creates or changes a segment; all contacts are evaluated soon after",
    body: Input,
    response: Shown,
    handle: async (world, { params, body, headers }) => {
      const id = newName(params.id);
      const expect = expected(headers, await rowVersion(world, id));
      const save = saveSegment(world, id, body, world.clock.now(), expect);
      const { segment, rowVersion: version } = await matched(expect, save);
      return answer(world, segment, version);
    },
  }),
  route({
    method: "DELETE",
    path,
    scope: "admin",
    tagged: true,
    summary: "Deletes a segment that no other segment and no sequence uses",
    status: 204,
    handle: async (world, { params, headers }) => {
      const id = knownName(params.id);
      expected(headers, await rowVersion(world, id));
      await deleteSegment(world, id, world.clock.now());
      return noContent;
    },
  }),
  route({
    method: "GET",
    path: `${path}/members`,
    scope: "read",
    summary: "The contacts in a segment",
    query: Paging,
    response: pageOf(Member),
    handle: async (world, { params, query: { limit, cursor } }) => {
      const { id } = (await getSegment(world, knownName(params.id))).data;
      const { items: profiles, next } = await readMembers(world, id, {
        limit,
        place: readCursor(ShardPosition, cursor),
      });
      const items = profiles.map((profile) => showMember(profile, id));
      return ok({ items, cursor: writeCursor(next) });
    },
  }),
];
