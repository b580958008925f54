import * as z from "zod/mini";
import { getContact } from "#shared/audience/contacts/index.ts";
import { ok, Paging, pageOf, readCursor, writeCursor } from "#shared/http/index.ts";
import { readTimeline, TimelineItemSchema } from "#shared/insight/timeline/index.ts";
import { foldOutcome } from "#shared/messaging/delivery/index.ts";
import { route } from "./route.ts";

const Position = z.lazy(() => z.strictObject({ at: z.int().check(z.gte(0)), key: z.string() }));

export const timeline = [
  route({
    method: "GET",
    path: "/v1/contacts/{id}/timeline",
    scope: "read",
    summary: "The events, decisions and mails of a contact, newest first",
    query: Paging,
    response: pageOf(TimelineItemSchema),
    handle: async (world, { params, query: { limit, cursor } }) => {
      const place = readCursor(Position, cursor);
      const { data: profile } = await getContact(world, params.id);
      const { items, next } = await readTimeline(world, profile.id, { limit, place }, (message) =>
        foldOutcome(world, message),
      );
      return ok({ items, cursor: writeCursor(next) });
    },
  }),
];
