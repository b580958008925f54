import * as z from "zod/mini";
import { acceptBatch } from "../events/accept-batch.ts";
import { IncomingEvents } from "../events/incoming.ts";
import { route } from "./route.ts";

const Accepted = z.lazy(() =>
  z.object({
    accepted: z.int(),
    duplicates: z.int(),
    /** By index; null for an event that was left out. */
    ids: z.array(z.nullable(z.string())),
    /** Present with `onConflict: "skip"`. */
    skipped: z.optional(z.array(z.object({ index: z.int(), reason: z.string() }))),
    /** Present with `onConflict: "merge"`. */
    merged: z.optional(z.array(z.object({ index: z.int(), contactId: z.string() }))),
  }),
);

export const events = [
  route({
    method: "POST",
    path: "/v1/events",
    scope: "send",
    summary: "Stores events of contacts, all or none; durable when answered",
    body: IncomingEvents,
    response: Accepted,
    status: 202,
    handle: async (world, { body: { events, ...options }, idempotency }) => ({
      status: 202,
      body: await acceptBatch(world, events, { ...options, idempotency }),
    }),
  }),
];
