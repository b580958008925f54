import * as z from "zod/mini";
import { noContent, ok, pageOf } from "#shared/http/index.ts";
import { OnePage } from "#shared/http/paging.ts";
import { NotFound } from "#shared/kernel/errors.ts";
import { iso } from "#shared/kernel/time.ts";
import { readFailures } from "#shared/platform/failures/index.ts";
import { route } from "./route.ts";

/** Bodies stay hidden: those of events hold personal data. */
const Letter = z.lazy(() =>
  z.object({
    id: z.string(),
    queue: z.string(),
    redriven: z.int(),
    /** When it came onto its queue, or last went back there. */
    sentAt: z.string(),
    /** Why and when the last attempt failed; null when it ended without an error of its own. */
    error: z.nullable(z.string()),
    failedAt: z.nullable(z.string()),
  }),
);
const Redriven = z.lazy(() => z.object({ redriven: z.int(), stuck: z.int() }));

const REDRIVE_LIMIT = 500;

const assertFound = (isFound: boolean) => {
  if (!isFound) throw new NotFound("there is no dead letter with this id: GET /v1/dead-letters");
};

export const deadLetters = [
  route({
    method: "GET",
    path: "/v1/dead-letters",
    scope: "read",
    summary: "The oldest pieces of work that failed again and again, and why",
    query: OnePage,
    response: pageOf(Letter),
    handle: async (world, { query }) => {
      const letters = await world.deadLetters.list(query.limit);
      const failures = await readFailures(
        world,
        letters.map(({ id }) => id),
      );
      const items = letters.map(({ id, queue, redriven, sentAt }, i) => ({
        id,
        queue,
        redriven,
        sentAt: iso(sentAt),
        error: failures[i]?.error ?? null,
        failedAt: failures[i] ? iso(failures[i].at) : null,
      }));
      return ok({ items, cursor: null });
    },
  }),
  route({
    method: "POST",
    path: "/v1/dead-letters/redrive",
    scope: "admin",
    summary: "Puts dead letters back onto their queues",
    response: Redriven,
    handle: async ({ deadLetters }) =>
      ok(await deadLetters.redrive({ limit: REDRIVE_LIMIT, upTo: Number.POSITIVE_INFINITY })),
  }),
  route({
    method: "POST",
    path: "/v1/dead-letters/{id}/redrive",
    scope: "admin",
    summary: "Puts one dead letter back onto its queue",
    response: Redriven,
    handle: async ({ deadLetters }, { params }) => {
      assertFound(await deadLetters.redriveOne(params.id));
      return ok({ redriven: 1, stuck: 0 });
    },
  }),
  route({
    method: "DELETE",
    path: "/v1/dead-letters/{id}",
    scope: "admin",
    summary: "Drops a dead letter for good: its work is never done",
    status: 204,
    handle: async ({ deadLetters }, { params }) => {
      assertFound(await deadLetters.drop(params.id));
      return noContent;
    },
  }),
];
