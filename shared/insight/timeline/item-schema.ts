import * as z from "zod/mini";

const text = z.optional(z.string());
const at = { at: z.string() };

const Event = z.lazy(() =>
  z.object({
    ...at,
    kind: z.literal("event"),
    id: z.string(),
    name: z.string(),
    data: z.record(z.string(), z.unknown()),
  }),
);
const Decision = z.lazy(() =>
  z.object({
    ...at,
    kind: z.literal("decision"),
    sequence: z.string(),
    version: z.int(),
    /** Which of the contact's runs it is, if it may have several. */
    key: text,
    step: z.string(),
    decision: z.string(),
    reason: text,
    saw: z.optional(z.array(z.string())),
    until: text,
  }),
);
const Message = z.lazy(() =>
  z.object({
    ...at,
    kind: z.literal("message"),
    id: z.string(),
    class: z.enum(["marketing", "transactional"]),
    sequence: text,
    step: text,
    campaign: text,
    template: z.string(),
    /** The address of the team that was notified, or got a test. */
    to: text,
    /** A test of its template with this contact's data, to the team. */
    test: z.optional(z.literal(true)),
    subject: text,
    state: z.string(),
    reason: text,
    notes: z.optional(z.array(z.string())),
  }),
);
const Consent = z.lazy(() =>
  z.object({
    ...at,
    kind: z.literal("consent"),
    action: z.enum(["subscribed", "unsubscribed", "suppressed", "lifted"]),
    reason: text,
    actor: z.enum(["person", "provider", "operator", "sequence"]),
  }),
);

/** One item of a contact's timeline, by `kind`. */
export const TimelineItemSchema = z.lazy(() =>
  z.discriminatedUnion("kind", [Event, Decision, Message, Consent]),
);
z.globalRegistry.add(TimelineItemSchema, { id: "TimelineItem" });
