import * as z from "zod/mini";
import { ok, pageOf } from "#shared/http/index.ts";
import { OnePage } from "#shared/http/paging.ts";
import { route } from "./route.ts";

/** Bodies stay hidden: those of events hold personal data. */
const Letter = z.lazy(() => z.object({ id: z.string(), queue: z.string(), redriven: z.int() }));
const Redriven = z.lazy(() => z.object({ redriven: z.int(), stuck: z.int() }));

const REDRIVE_LIMIT = 500;

export const deadLetters = [
  route({
    method: "GET",
    path: "/v1/dead-letters",
    scope: "read",
    summary: "The oldest pieces of work that failed again and again",
    query: OnePage,
    response: pageOf(Letter),
    handle: async ({ deadLetters }, { query }) => {
      const letters = await deadLetters.list(query.limit);
      const items = letters.map(({ id, queue, redriven }) => ({ id, queue, redriven }));
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
];
