import * as z from "zod/mini";
import { ok, Paging, pageOf, readCursor, writeCursor } from "#shared/http/index.ts";
import { iso } from "#shared/kernel/time.ts";
import { listActivity } from "#shared/platform/activity/index.ts";
import { route } from "./route.ts";

const Activity = z.lazy(() =>
  z.object({
    at: z.string(),
    /** The API key that did it: its id, and the name that it had. */
    key: z.object({ id: z.string(), name: z.string() }),
    via: z.enum(["key", "session"]),
    noun: z.string(),
    /** Left out where it could tell of a contact. */
    id: z.optional(z.string()),
    action: z.string(),
  }),
);
const Position = z.lazy(() =>
  z.strictObject({
    day: z.int().check(z.gte(0), z.lte(1_000_000)),
    after: z.optional(z.string()),
  }),
);

export const activity = [
  route({
    method: "GET",
    path: "/v1/activity",
    scope: "read",
    summary:
      "Who changed definitions and settings in the last 90 days, newest first; a page may be short",
    query: Paging,
    response: pageOf(Activity),
    handle: async (world, { query: { limit, cursor } }) => {
      const from = readCursor(Position, cursor);
      const { items, next } = await listActivity(world, world.clock.now(), limit, from);
      const shown = items.map(({ at, key, name, via, noun, id, action }) => ({
        at: iso(at),
        key: { id: key, name },
        via,
        noun,
        ...(id !== undefined && { id }),
        action,
      }));
      return ok({ items: shown, cursor: writeCursor(next) });
    },
  }),
];
