import * as z from "zod/mini";
import { ok } from "#shared/http/index.ts";
import {
  explain,
  InventedContact,
  readScript,
  scriptFields,
  showResult,
  simulateSequence,
} from "#shared/insight/simulation/index.ts";
import { ExplanationSchema } from "./explanation-schema.ts";
import { route } from "./route.ts";
import { knownName, Name } from "./schemas.ts";
import { SimulationSchema } from "./simulation-schemas.ts";

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

export const simulation = [
  route({
    method: "POST",
    path: "/v1/sequences/{id}/simulate",
    scope: "read",
    safe: true,
    summary: "Simulates a sequence for a contact and given events; nothing is sent or stored",
    body: Input,
    response: SimulationSchema,
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
    response: ExplanationSchema,
    handle: async (world, { params, query }) =>
      ok(await explain(world, params.id, query.sequence, world.clock.now())),
  }),
];
