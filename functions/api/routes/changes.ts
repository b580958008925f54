import * as z from "zod/mini";
import { findContact } from "#shared/audience/contacts/index.ts";
import { ok } from "#shared/http/index.ts";
import { mapConcurrently } from "#shared/kernel/map-concurrently.ts";
import {
  contactIn,
  contactNote,
  isTopic,
  notesOf,
  readVersions,
  watch,
} from "#shared/platform/changes/index.ts";
import type { ApiWorld } from "../world.ts";
import { route } from "./route.ts";

/** More than a page shows; each costs a read or two. */
const MAX_TOPICS = 30;
const AT_ONCE = 10;

const Topics = z.lazy(() =>
  z.pipe(
    z.pipe(
      z.string().check(z.maxLength(4_000)),
      z.transform((text) => text.split(",")),
    ),
    z
      .array(
        z.string().check(z.refine(isTopic, "not a topic such as sequences or sequence:welcome")),
      )
      .check(z.maxLength(MAX_TOPICS)),
  ),
);
const Query = z.lazy(() =>
  z.strictObject({ topics: Topics, after: z.optional(z.string().check(z.maxLength(2_000))) }),
);
const Changes = z.lazy(() =>
  z.object({
    /** Topics of which something changed; without `after` all. */
    items: z.array(z.object({ topic: z.string(), version: z.string() })),
    /** For the next request with the same topics. */
    after: z.string(),
  }),
);

export const changes = [
  route({
    method: "GET",
    path: "/v1/changes",
    scope: "read",
    summary: "Of which of these topics something changed since; hints, never data",
    query: Query,
    response: Changes,
    handle: async (world, { query: { topics, after }, headers }) => {
      const versions = await versionsOf(world, topics);
      const next = versions.join(".");
      const tag = { etag: `"${next}"` };
      if (headers["if-none-match"] === tag.etag) return { status: 304, headers: tag };
      const before = after?.split(".") ?? [];
      const isSameList = before.length === topics.length;
      const items = topics
        .map((topic, i) => ({ topic, version: versions[i]! }))
        .filter(({ version }, i) => !isSameList || before[i] !== version);
      return ok({ items, after: next } satisfies z.infer<typeof Changes>, tag);
    },
  }),
];

/** Of a contact also its row's version, which the API itself may have changed. */
async function versionsOf(world: ApiWorld, topics: string[]): Promise<string[]> {
  const contacts = await mapConcurrently(topics, AT_ONCE, async (topic) => {
    const id = contactIn(topic);
    const item = id === undefined ? undefined : await findContact(world, id);
    return item && { contact: item.data.id, version: item.version };
  });
  await watch(
    world,
    contacts.flatMap((one) => one?.contact ?? []),
  );
  const notes = topics.map((topic, i) => {
    const found = contacts[i];
    return found ? [contactNote(found.contact)] : notesOf(topic);
  });
  const versions = await readVersions(world, notes.flat());
  let at = 0;
  return notes.map((some, i) => {
    const own = versions.slice(at, at + some.length);
    at += some.length;
    const all = [...own, ...(contacts[i] ? [contacts[i].version] : [])];
    return all.map((version) => version.toString(36)).join("-");
  });
}
