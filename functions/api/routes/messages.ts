import * as z from "zod/mini";
import { readProfiles } from "#shared/audience/profiles/index.ts";
import { ok, pageOf, pagingWith, readCursor, writeCursor } from "#shared/http/index.ts";
import { parseMessageId } from "#shared/kernel/ids.ts";
import { findMessage, foldOutcome, postMessage } from "#shared/messaging/delivery/index.ts";
import { readLog } from "#shared/messaging/log/index.ts";
import { messageContent } from "#shared/messaging/preview/index.ts";
import { isAdmin } from "#shared/platform/access/index.ts";
import { seedOf } from "#shared/platform/idempotency/index.ts";
import { Listed, MESSAGE_STATES, Shown, show, showListed } from "../messages/show.ts";
import { route } from "./route.ts";
import { Data, Email, Instant, instantOf, Name } from "./schemas.ts";

const Input = z.lazy(() =>
  z.strictObject({
    to: Email,
    templateId: Name,
    data: z._default(Data, {}),
    trackClicks: z.optional(z.boolean()),
    trackOpens: z.optional(z.boolean()),
  }),
);
const Accepted = z.lazy(() => z.object({ id: z.string() }));
const Content = z.lazy(() =>
  z.object({
    /** False: rendered again, from the version that was sent and what is stored now. */
    asSent: z.boolean(),
    subject: z.string(),
    html: z.string(),
    text: z.string(),
    headers: z.array(z.object({ name: z.string(), value: z.string() })),
  }),
);
const Query = pagingWith(() => ({
  state: z.optional(z.enum(MESSAGE_STATES)),
  sequence: z.optional(Name),
  step: z.optional(Name),
  template: z.optional(Name),
  from: z.optional(Instant),
  until: z.optional(Instant),
}));
const Position = z.lazy(() =>
  z.strictObject({ row: z.string().check(z.maxLength(100)), used: z.int().check(z.gte(0)) }),
);
z.globalRegistry.add(Shown, { id: "Message" });

export const messages = [
  route({
    method: "GET",
    path: "/v1/messages",
    scope: "read",
    summary: "The messages of the last 30 days, newest first",
    query: Query,
    response: pageOf(Listed),
    handle: async (world, { query: { limit, cursor, from, until, ...filter } }) => {
      const within = { ...filter, from: instantOf(from), until: instantOf(until) };
      const page = { limit, place: readCursor(Position, cursor) };
      const { items, next } = await readLog(world, within, page, (message) =>
        foldOutcome(world, message),
      );
      const contacts = new Set(items.map(({ id }) => parseMessageId(id).contact));
      const profiles = await readProfiles(world, [...contacts]);
      const known = new Map(profiles.map((profile) => [profile.id, profile]));
      return ok({
        items: items.map((one) => showListed(one, known.get(parseMessageId(one.id).contact))),
        cursor: writeCursor(next),
      });
    },
  }),
  route({
    method: "POST",
    path: "/v1/messages",
    scope: "send",
    summary: "Sends one transactional mail",
    body: Input,
    response: Accepted,
    status: 202,
    sends: true,
    handle: async (world, { body, idempotency, caller }) => {
      const { digest, at: bornAt } = seedOf(world, idempotency);
      const id = await postMessage(world, { ...body, byAdmin: isAdmin(caller), bornAt, digest });
      idempotency?.names([parseMessageId(id).contact]);
      return { status: 202, body: { id } };
    },
  }),
  route({
    method: "GET",
    path: "/v1/messages/{id}",
    scope: "read",
    summary: "A message and what happened to it",
    response: Shown,
    handle: async (world, { params }) => {
      const { message, profile } = await findMessage(world, params.id);
      return ok(show(message, profile));
    },
  }),
  route({
    method: "GET",
    path: "/v1/messages/{id}/content",
    scope: "read",
    summary: "What a message says: as it was sent where that is kept, else rendered again",
    response: Content,
    handle: async (world, { params, caller }) => {
      return ok(await messageContent(world, params.id, { unmasked: isAdmin(caller) }));
    },
  }),
];
