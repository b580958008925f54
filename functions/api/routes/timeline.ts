import * as z from "zod/mini";
import { getContact } from "#shared/audience/contacts/index.ts";
import { ok, Paging, pageOf, pagingWith, readCursor, writeCursor } from "#shared/http/index.ts";
import {
  readTimeline,
  type TimelineFilter,
  TimelineItemSchema,
  type TimelinePlace,
} from "#shared/insight/timeline/index.ts";
import { foldOutcome } from "#shared/messaging/delivery/index.ts";
import type { ApiWorld } from "../world.ts";
import { route } from "./route.ts";
import { Instant, instantOf, Name } from "./schemas.ts";

const Position = z.lazy(() => z.strictObject({ at: z.int().check(z.gte(0)), key: z.string() }));

const Query = pagingWith(() => ({
  kind: z.optional(z.enum(["event", "decision", "message", "consent"])),
  sequence: z.optional(Name),
  from: z.optional(Instant),
  until: z.optional(Instant),
}));

const Consent = z.lazy(() =>
  z.object({
    at: z.string(),
    action: z.enum(["subscribed", "unsubscribed", "suppressed", "lifted"]),
    reason: z.optional(z.string()),
    actor: z.enum(["person", "provider", "operator", "sequence"]),
  }),
);

type Page = { limit: number; place: TimelinePlace | undefined; filter: TimelineFilter };

async function read(world: ApiWorld, id: string, page: Page) {
  const { data: profile } = await getContact(world, id);
  return readTimeline(world, profile.id, page, (message) => foldOutcome(world, message));
}

export const timeline = [
  route({
    method: "GET",
    path: "/v1/contacts/{id}/timeline",
    scope: "read",
    summary: "The events, decisions and mails of a contact, newest first",
    query: Query,
    response: pageOf(TimelineItemSchema),
    handle: async (world, { params, query: { limit, cursor, from, until, ...rest } }) => {
      const filter = { ...rest, from: instantOf(from), until: instantOf(until) };
      const page = { limit, place: readCursor(Position, cursor), filter };
      const { items, next } = await read(world, params.id, page);
      return ok({ items, cursor: writeCursor(next) });
    },
  }),
  route({
    method: "GET",
    path: "/v1/contacts/{id}/consents",
    scope: "read",
    summary: "The changes of a contact's consent and suppression, newest first",
    query: Paging,
    response: pageOf(Consent),
    handle: async (world, { params, query: { limit, cursor } }) => {
      const filter = { kind: "consent" as const };
      const page = { limit, place: readCursor(Position, cursor), filter };
      const { items, next } = await read(world, params.id, page);
      const shown = items.map(({ kind: _, ...record }) => record);
      return ok({ items: shown, cursor: writeCursor(next) });
    },
  }),
];
