import * as z from "zod/mini";
import { factsWhere } from "#shared/audience/events/index.ts";
import { type Profile, publicId } from "#shared/audience/profiles/index.ts";
import { parseMessageId } from "#shared/kernel/ids.ts";
import { iso } from "#shared/kernel/time.ts";
import { type Message, stateOf } from "#shared/messaging/messages/index.ts";

/** The states of a message, as `stateOf` tells them. */
export const MESSAGE_STATES = [
  "held",
  "sending",
  "unknown",
  "sent",
  "delivered",
  "bounced",
  "complained",
  "refused",
  "dropped",
] as const;

const listed = () => ({
  id: z.string(),
  contactId: z.string(),
  to: z.nullable(z.string()),
  class: z.enum(["marketing", "transactional"]),
  source: z.looseObject({ kind: z.enum(["run", "api"]) }),
  template: z.string(),
  templateVersion: z.nullable(z.int()),
  subject: z.nullable(z.string()),
  state: z.enum(MESSAGE_STATES),
  attempt: z.int(),
  reason: z.optional(z.string()),
  /** It tests its template: `to` is an address of the team. */
  test: z.optional(z.literal(true)),
  /** When it was decided, or posted. */
  at: z.string(),
  facts: z.record(z.string(), z.string()),
});

export const Listed = z.lazy(() => z.object(listed()));

export const Shown = z.lazy(() =>
  z.object({
    ...listed(),
    notes: z.optional(z.array(z.string())),
    providerId: z.optional(z.string()),
    /** Of a held message: when it is tried again. */
    heldUntil: z.optional(z.string()),
    /** Links followed by a person; each link once. */
    clicks: z.optional(z.array(z.object({ at: z.string(), link: z.optional(z.string()) }))),
  }),
);

export function showListed(message: Message, profile?: Profile): z.infer<typeof Listed> {
  const { id, source, template, attempt, reason, facts } = message;
  const known = factsWhere((_, fact) => facts[fact] !== undefined);
  return {
    id,
    contactId: profile ? publicId(profile) : parseMessageId(id).contact,
    to: message.to ?? message.team ?? profile?.email ?? null,
    class: message.class,
    source,
    template,
    templateVersion: message.templateVersion ?? null,
    subject: message.subject ?? null,
    state: stateOf(message),
    attempt,
    ...(reason !== undefined && { reason }),
    ...(message.test && { test: true as const }),
    at: iso(message.bornAt),
    facts: Object.fromEntries(known.map((fact) => [fact, iso(facts[fact]!)])),
  };
}

/** A message alone; `clicks` as conditions count them. */
export function show(message: Message, profile?: Profile): z.infer<typeof Shown> {
  const { notes, providerId, clicks = [] } = message;
  return {
    ...showListed(message, profile),
    ...(notes !== undefined && { notes }),
    ...(providerId !== undefined && { providerId }),
    ...(message.status === "held" && { heldUntil: iso(message.until) }),
    ...(clicks.length > 0 && {
      clicks: clicks.map(({ at, link }) => ({
        at: iso(at),
        ...(link !== undefined && { link }),
      })),
    }),
  };
}
