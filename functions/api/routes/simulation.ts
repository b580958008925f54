import * as z from "zod/mini";
import type { Definition } from "#shared/automation/language/index.ts";
import { ok } from "#shared/http/index.ts";
import { explain } from "#shared/insight/explanation/index.ts";
import {
  InventedContact,
  readScript,
  scriptFields,
  showResult,
  simulateSequence,
} from "#shared/insight/simulation/index.ts";
import type { ApiWorld } from "../world.ts";
import { draftFields } from "./draft.ts";
import { ExplanationSchema } from "./explanation-schema.ts";
import { route } from "./route.ts";
import { ContactId, knownName, Name } from "./schemas.ts";
import { SimulationSchema } from "./simulation-schemas.ts";

const fields = () => ({
  contactId: z.optional(ContactId),
  contact: z.optional(InventedContact),
  resume: z.optional(z.boolean()),
  /** The step at which the contact is put in; by default triggers decide. */
  step: z.optional(Name),
  /** Whether each mail is shown with its data, for a preview of it as of that instant. */
  mails: z.optional(z.boolean()),
  ...scriptFields(),
});
type Who = { contactId?: string | undefined; contact?: unknown; resume?: boolean | undefined };
const oneContact = z.refine<Who>(
  ({ contactId, contact }) => contactId === undefined || contact === undefined,
  {
    message: "either a real contact by `contactId`, or an invented one by `contact`",
    path: ["contact"],
  },
);
const realRun = z.refine<Who>(({ contactId, resume }) => !resume || contactId !== undefined, {
  message: "only a real contact, by `contactId`, has a run",
  path: ["resume"],
});
const oneStart = z.refine<Who & { step?: string | undefined }>(
  ({ resume, step }) => !resume || step === undefined,
  { message: "a run that is resumed stands at a step: leave out `step`", path: ["step"] },
);

const Input = z.lazy(() =>
  z
    .strictObject({
      /** The draft by default. */
      version: z.optional(z.int().check(z.gte(1))),
      ...fields(),
    })
    .check(oneContact, realRun, oneStart),
);
const DraftInput = z.lazy(() =>
  z.strictObject({ ...draftFields(), ...fields() }).check(oneContact, realRun, oneStart),
);

type Body = Omit<z.infer<typeof Input>, "version"> & {
  version?: number | undefined;
  definition?: Definition;
};

async function simulateBody(world: ApiWorld, id: string, body: Body) {
  const { version, definition, contactId, contact, resume, step, mails, ...script } = body;
  const read = readScript(script, world.clock.now());
  const target = { version, definition, contactId, contact, resume, step, showsData: mails };
  return ok(showResult(await simulateSequence(world, id, { ...target, ...read })));
}

export const simulation = [
  route({
    method: "POST",
    path: "/v1/sequences/{id}/simulate",
    scope: "read",
    safe: true,
    summary: "Simulates a sequence for a contact and given events; nothing is sent or stored",
    body: Input,
    response: SimulationSchema,
    handle: async (world, { params, body }) => simulateBody(world, knownName(params.id), body),
  }),
  route({
    method: "POST",
    path: "/v1/sequences/simulate",
    scope: "read",
    safe: true,
    summary: "Simulates a definition that need not be saved; nothing is sent or stored",
    body: DraftInput,
    response: SimulationSchema,
    handle: async (world, { body: { id, ...body } }) => simulateBody(world, id, body),
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
