import * as z from "zod/mini";
import { readDayFigures } from "#shared/automation/results/index.ts";
import { listSequences } from "#shared/automation/versions/index.ts";
import { ok, pagingWith, readCursor, writeCursor } from "#shared/http/index.ts";
import { mapConcurrently } from "#shared/kernel/map-concurrently.ts";
import { spanOf } from "./counts.ts";
import { route } from "./route.ts";

const MEASURES = ["entered", "completed", "exited", "mails"] as const;
const AT_ONCE = 10;

const Query = pagingWith(() => ({
  measure: z.enum(MEASURES),
  from: z.optional(z.iso.date()),
  until: z.optional(z.iso.date()),
}));
const Series = z.lazy(() =>
  z.object({
    from: z.string(),
    until: z.string(),
    /** A series for each sequence in which something happened; days without are left out. */
    items: z.array(
      z.object({
        sequence: z.string(),
        points: z.array(z.object({ day: z.string(), value: z.int() })),
      }),
    ),
    cursor: z.nullable(z.string()),
  }),
);
z.globalRegistry.add(Series, { id: "Series" });

export const stats = [
  route({
    method: "GET",
    path: "/v1/stats",
    scope: "read",
    summary: "What runs did, as a series by UTC day for each sequence; estimates",
    query: Query,
    response: Series,
    handle: async (world, { query: { measure, limit, cursor, ...given } }) => {
      const span = spanOf(given, world.clock.now());
      const page = await listSequences(world, limit, readCursor(z.string(), cursor));
      const all = await mapConcurrently(page.items, AT_ONCE, async ({ data }) => ({
        sequence: data.id,
        points: (await readDayFigures(world, data, span)).flatMap(({ day, [measure]: value }) =>
          value === 0 ? [] : [{ day, value }],
        ),
      }));
      const items = all.filter(({ points }) => points.length > 0);
      return ok({ ...span, items, cursor: writeCursor(page.cursor) });
    },
  }),
];
