import * as z from "zod/mini";
import { ok } from "#shared/http/index.ts";
import { readVocabulary } from "#shared/insight/vocabulary/index.ts";
import { iso } from "#shared/kernel/time.ts";
import { route } from "./route.ts";

const Word = z.lazy(() =>
  z.object({
    name: z.string(),
    types: z.array(z.enum(["text", "number", "boolean", "list", "object"])),
    /** Choices that several contacts share; empty where values may be a person's own. */
    values: z.array(z.union([z.string(), z.boolean()])),
  }),
);
const Vocabulary = z.lazy(() =>
  z.object({
    attributes: z.array(Word),
    events: z.array(
      z.object({ name: z.string(), lastSeen: z.nullable(z.string()), fields: z.array(Word) }),
    ),
  }),
);

export const vocabulary = [
  route({
    method: "GET",
    path: "/v1/vocabulary",
    scope: "read",
    summary: "Names of attributes and events that are in use, with the types of their values",
    response: Vocabulary,
    handle: async (world) => {
      const { attributes, events } = await readVocabulary(world);
      const shown = events.map(({ lastSeen, ...event }) => ({
        ...event,
        lastSeen: lastSeen === undefined ? null : iso(lastSeen),
      }));
      return ok({ attributes, events: shown });
    },
  }),
];
