import * as z from "zod/mini";
import { factsWhere } from "#shared/audience/events/index.ts";
import { type Profile, publicId } from "#shared/audience/profiles/index.ts";
import { ok } from "#shared/http/index.ts";
import { parseMessageId } from "#shared/kernel/ids.ts";
import { iso } from "#shared/kernel/time.ts";
import { findMessage, postMessage } from "#shared/messaging/delivery/index.ts";
import { type Message, stateOf } from "#shared/messaging/messages/index.ts";
import { route } from "./route.ts";
import { Data, Email, Name } from "./schemas.ts";

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
const Shown = z.lazy(() =>
  z.object({
    id: z.string(),
    contactId: z.string(),
    to: z.nullable(z.string()),
    class: z.enum(["marketing", "transactional"]),
    source: z.looseObject({ kind: z.enum(["run", "api"]) }),
    template: z.string(),
    templateVersion: z.nullable(z.int()),
    subject: z.nullable(z.string()),
    state: z.string(),
    attempt: z.int(),
    reason: z.optional(z.string()),
    notes: z.optional(z.array(z.string())),
    providerId: z.optional(z.string()),
    facts: z.record(z.string(), z.string()),
  }),
);
z.globalRegistry.add(Shown, { id: "Message" });

function show(message: Message, profile?: Profile): z.infer<typeof Shown> {
  const { id, source, template, attempt, reason, notes, providerId, facts } = message;
  const known = factsWhere((_, fact) => facts[fact] !== undefined);
  return {
    id,
    contactId: profile ? publicId(profile) : parseMessageId(id).contact,
    to: message.to ?? profile?.email ?? null,
    class: message.class,
    source,
    template,
    templateVersion: message.templateVersion ?? null,
    subject: message.subject ?? null,
    state: stateOf(message),
    attempt,
    ...(reason !== undefined && { reason }),
    ...(notes !== undefined && { notes }),
    ...(providerId !== undefined && { providerId }),
    facts: Object.fromEntries(known.map((fact) => [fact, iso(facts[fact]!)])),
  };
}

export const messages = [
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
      const bornAt = idempotency?.at ?? world.clock.now();
      const digest =
        idempotency?.digest ?? Buffer.from(world.random.bytes(12)).toString("base64url");
      const byAdmin = caller?.scopes.includes("admin") === true;
      const id = await postMessage(world, { ...body, byAdmin, bornAt, digest });
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
];
