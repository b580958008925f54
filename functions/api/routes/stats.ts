import * as z from "zod/mini";
import { readDayMetrics } from "#shared/automation/results/index.ts";
import { getSequence, listSequences } from "#shared/automation/versions/index.ts";
import { ok, pagingWith, readCursor, writeCursor } from "#shared/http/index.ts";
import { mapConcurrently } from "#shared/kernel/map-concurrently.ts";
import { readDailyCounts } from "#shared/messaging/figures/index.ts";
import { spanOf } from "./counts.ts";
import { route } from "./route.ts";
import { Name } from "./schemas.ts";

const MEASURES = ["entered", "completed", "exited", "mails"] as const;
const AT_ONCE = 10;

/** UTC days, both included; by default the last thirty. */
const MailQuery = z.lazy(() =>
  z.strictObject({
    sequence: z.optional(Name),
    from: z.optional(z.iso.date()),
    until: z.optional(z.iso.date()),
  }),
);
/** Each mail counts once for each, on the day on which it happened; estimates. */
const MailDay = z.lazy(() =>
  z.object({
    day: z.string(),
    sent: z.int(),
    delivered: z.int(),
    bounced: z.int(),
    complained: z.int(),
    opened: z.int(),
    clicked: z.int(),
    /** By a link in a mail. 0 for a sequence: the link does not tell which mail it was in. */
    unsubscribed: z.int(),
  }),
);
z.globalRegistry.add(MailDay, { id: "MailDay" });
const MailDays = z.lazy(() =>
  z.object({
    from: z.string(),
    until: z.string(),
    /** Oldest first; days on which nothing happened are left out. */
    days: z.array(MailDay),
  }),
);

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
    path: "/v1/stats/mails",
    scope: "read",
    summary: "What happened to mails, by UTC day: of the workspace, or of a sequence; estimates",
    query: MailQuery,
    response: MailDays,
    handle: async (world, { query: { sequence, ...given } }) => {
      const span = spanOf(given, world.clock.now());
      if (sequence !== undefined) await getSequence(world, sequence);
      return ok({ ...span, days: await readDailyCounts(world, { sequence, ...span }) });
    },
  }),
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
        points: (await readDayMetrics(world, data, span)).flatMap(({ day, [measure]: value }) =>
          value === 0 ? [] : [{ day, value }],
        ),
      }));
      const items = all.filter(({ points }) => points.length > 0);
      return ok({ ...span, items, cursor: writeCursor(page.cursor) });
    },
  }),
];
