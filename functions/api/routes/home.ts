import * as z from "zod/mini";
import { countErrors, readDayMetrics } from "#shared/automation/results/index.ts";
import { listSequences } from "#shared/automation/versions/index.ts";
import { listJobs } from "#shared/bulk/index.ts";
import { ok } from "#shared/http/index.ts";
import { mapConcurrently } from "#shared/kernel/map-concurrently.ts";
import { DAY_MS, dayOf, iso } from "#shared/kernel/time.ts";
import { readAttention, readDailyCounts } from "#shared/messaging/figures/index.ts";
import { readSending } from "#shared/platform/live-definitions/index.ts";
import { route } from "./route.ts";

/** Enough to see that there is something; the lists tell the rest. */
const MAX_SEQUENCES = 50;
/** Jobs looked at together for failed ones; they are kept for a week. */
const JOBS_AT_ONCE = 30;
const AT_ONCE = 10;
/** Bounces and complaints older than this are no news. */
const NEWS_DAYS = 7;

const Home = z.lazy(() =>
  z.object({
    /** Since when the kill switch is on. */
    stoppedAt: z.nullable(z.string()),
    deadLetters: z.int(),
    failedJobs: z.array(z.object({ id: z.string(), kind: z.string(), subject: z.string() })),
    /** Sequences whose drafts have lint errors. */
    errors: z.array(z.object({ id: z.string(), name: z.string(), errors: z.int() })),
    /** Mails held and in doubt: an estimate, at most 100, which means as many or more. */
    held: z.int(),
    unknown: z.int(),
    /** Mails that bounced, and that were reported as spam, in the last seven days (UTC). */
    bounced: z.int(),
    complained: z.int(),
    /** What runs did today (UTC). */
    today: z.object({ entered: z.int(), completed: z.int(), exited: z.int(), mails: z.int() }),
    /** Whether there are more sequences than were looked at. */
    more: z.boolean(),
  }),
);
z.globalRegistry.add(Home, { id: "Home" });

export const home = [
  route({
    method: "GET",
    path: "/v1/home",
    scope: "read",
    summary: "What needs attention, and what happened today, in the first fifty sequences",
    response: Home,
    handle: async (world) => {
      const now = world.clock.now();
      const news = { from: dayOf(now - (NEWS_DAYS - 1) * DAY_MS), until: dayOf(now) };
      const [sending, deadLetters, jobs, page, attention, counts] = await Promise.all([
        readSending(world),
        world.deadLetters.count(),
        listJobs(world, JOBS_AT_ONCE, undefined, { state: "failed" }),
        listSequences(world, MAX_SEQUENCES),
        readAttention(world),
        readDailyCounts(world, news),
      ]);
      const heads = page.items.map(({ data }) => data).filter(({ state }) => state !== "archived");
      const span = { from: dayOf(now), until: dayOf(now) };
      const looked = await mapConcurrently(heads, AT_ONCE, async (head) => {
        const [errors, days] = await Promise.all([
          countErrors(world, head),
          readDayMetrics(world, head, span),
        ]);
        return { id: head.id, name: head.draft.name, errors, days };
      });
      const today = { entered: 0, completed: 0, exited: 0, mails: 0 };
      for (const { entered, completed, exited, mails } of looked.flatMap(({ days }) => days)) {
        today.entered += entered;
        today.completed += completed;
        today.exited += exited;
        today.mails += mails;
      }
      return ok({
        stoppedAt: sending.stoppedAt === undefined ? null : iso(sending.stoppedAt),
        deadLetters,
        failedJobs: jobs.items.map(({ data: { id, kind, subject } }) => ({ id, kind, subject })),
        errors: looked.flatMap(({ days: _, ...one }) => (one.errors > 0 ? [one] : [])),
        ...attention,
        bounced: counts.reduce((sum, day) => sum + day.bounced, 0),
        complained: counts.reduce((sum, day) => sum + day.complained, 0),
        today,
        more: page.cursor !== undefined,
      });
    },
  }),
];
