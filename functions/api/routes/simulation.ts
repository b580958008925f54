import * as z from "zod/mini";
import { ok } from "#shared/http/index.ts";
import {
  explain,
  InventedContact,
  KINDS,
  readScript,
  scriptFields,
  showResult,
  simulateSequence,
} from "#shared/insight/simulation/index.ts";
import { route } from "./route.ts";
import { knownName, Name } from "./schemas.ts";

const Input = z.lazy(() =>
  z
    .strictObject({
      /** The draft by default. */
      version: z.optional(z.int().check(z.gte(1))),
      contactId: z.optional(z.string().check(z.minLength(1), z.maxLength(200))),
      contact: z.optional(InventedContact),
      resume: z.optional(z.boolean()),
      ...scriptFields(),
    })
    .check(
      z.refine(({ contactId, contact }) => contactId === undefined || contact === undefined, {
        message: "either a real contact by `contactId`, or an invented one by `contact`",
        path: ["contact"],
      }),
      z.refine(({ contactId, resume }) => !resume || contactId !== undefined, {
        message: "only a real contact, by `contactId`, has a run",
        path: ["resume"],
      }),
    ),
);

const Item = z.lazy(() =>
  z.looseObject({
    at: z.string(),
    local: z.string(),
    kind: z.enum(KINDS),
    step: z.optional(z.string()),
    decision: z.string(),
    reason: z.optional(z.string()),
    saw: z.optional(z.array(z.string())),
    until: z.optional(z.string()),
    template: z.optional(z.string()),
  }),
);
const Result = z.lazy(() => z.object({ timeline: z.array(Item), endedBy: z.string() }));
const Explained = z.lazy(() =>
  z.looseObject({
    contactId: z.string(),
    sequence: z.string(),
    state: z.string(),
    past: z.array(z.looseObject({ version: z.int(), status: z.string() })),
    next: Result,
  }),
);

export const simulation = [
  route({
    method: "POST",
    path: "/v1/sequences/{id}/simulate",
    scope: "read",
    safe: true,
    summary: "Simulates a sequence for a contact and given events; nothing is sent or stored",
    body: Input,
    response: Result,
    handle: async (world, { params, body }) => {
      const { version, contactId, contact, resume, ...script } = body;
      const target = { version, contactId, contact, resume };
      const read = readScript(script, world.clock.now());
      const found = await simulateSequence(world, knownName(params.id), { ...target, ...read });
      return ok(showResult(found));
    },
  }),
  route({
    method: "GET",
    path: "/v1/contacts/{id}/explain",
    scope: "read",
    summary: "What a sequence decided for a contact and why, and what comes next",
    query: z.strictObject({ sequence: Name }),
    response: Explained,
    handle: async (world, { params, query }) =>
      ok(await explain(world, params.id, query.sequence, world.clock.now())),
  }),
];
