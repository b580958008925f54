import * as z from "zod/mini";
import { getContact } from "#shared/audience/contacts/index.ts";
import { getTemplate, readNewest } from "#shared/content/templates/index.ts";
import { ok } from "#shared/http/index.ts";
import { Denied, type Fault, NotFound } from "#shared/kernel/errors.ts";
import { postTests } from "#shared/messaging/delivery/index.ts";
import { previewTemplate } from "#shared/messaging/preview/index.ts";
import { isAdmin } from "#shared/platform/access/index.ts";
import { seedOf } from "#shared/platform/idempotency/index.ts";
import type { CompiledTemplate, MailClass } from "#shared/ports/renderer.ts";
import { Source } from "../templates/save.ts";
import type { ApiWorld } from "../world.ts";
import { route } from "./route.ts";
import { ContactId, Data, Email, Instant, knownName, Name } from "./schemas.ts";

const Input = z.lazy(() =>
  z
    .strictObject({
      templateId: z.optional(Name),
      source: z.optional(Source),
      contactId: z.optional(ContactId),
      /** What the mail sees; `contact` beside or instead of the contact's own attributes. */
      data: z.optional(
        z.strictObject({
          contact: z.optional(Data),
          event: z.optional(Data),
          data: z.optional(Data),
        }),
      ),
      at: z.optional(Instant),
    })
    .check(
      z.refine(({ templateId, source }) => (templateId === undefined) !== (source === undefined), {
        message: "needs either templateId or source",
        path: ["templateId"],
      }),
    ),
);
const MAX_TESTS = 5;
const TestInput = z.lazy(() =>
  z.strictObject({
    to: z.array(Email).check(z.minLength(1), z.maxLength(MAX_TESTS)),
    /** The contact that the mail is rendered for. */
    contactId: ContactId,
    event: z._default(Data, {}),
    data: z._default(Data, {}),
  }),
);
const Tests = z.lazy(() =>
  z.object({
    items: z.array(
      z.object({
        to: z.string(),
        /** The message, whose state `GET /v1/messages/{id}` shows. */
        id: z.optional(z.string()),
        /** Why this address gets none. */
        reason: z.optional(z.string()),
      }),
    ),
  }),
);
const Preview = z.lazy(() =>
  z.object({
    subject: z.string(),
    html: z.string(),
    text: z.string(),
    /** Of the HTML part alone: some mailboxes cut mails above 102 KB. */
    htmlBytes: z.int(),
    bytes: z.int(),
    /** Variables that the template reads and that have no value here. */
    missing: z.array(z.string()),
    notes: z.array(z.string()),
    faults: z.array(
      z.object({
        path: z.string(),
        message: z.string(),
        line: z.optional(z.int()),
        column: z.optional(z.int()),
      }),
    ),
  }),
);

/** What a fault of a source tells of its place. */
const PLACE = /\bline (\d+)(?:, column (\d+))?/;

function withPlace({ path, message }: Fault) {
  const [, line, column] = PLACE.exec(message) ?? [];
  const place = {
    ...(line !== undefined && { line: Number(line) }),
    ...(column !== undefined && { column: Number(column) }),
  };
  return { path, message, ...place };
}

type Compiled = { template: CompiledTemplate; class?: MailClass | undefined } | { faults: Fault[] };

async function compiledOf(
  world: ApiWorld,
  { templateId = "", source }: z.infer<typeof Input>,
): Promise<Compiled> {
  if (source) {
    const result = await world.renderer.compile(source);
    return result.ok ? { template: result.template, class: source.class } : result;
  }
  const found = await readNewest(world, templateId);
  if (found) return { template: found.compiled, class: found.class };
  await getTemplate(world, templateId);
  throw new NotFound(`the template "${templateId}" has no compiled version: save it again`);
}

const NOTHING = { subject: "", html: "", text: "", htmlBytes: 0, bytes: 0, missing: [], notes: [] };

export const templatePreview = [
  route({
    method: "POST",
    path: "/v1/templates/preview",
    scope: "read",
    safe: true,
    summary:
      "The mail that a template makes for a contact or given data; an unsaved source needs an admin key",
    body: Input,
    response: Preview,
    handle: async (world, { body, caller }) => {
      if (body.source && !isAdmin(caller)) {
        throw new Denied(
          "only a key with the scope admin may have a source compiled: use one, or preview a saved version",
        );
      }
      const profile = body.contactId && (await getContact(world, body.contactId)).data;
      const compiled = await compiledOf(world, body);
      if ("faults" in compiled) {
        return ok({ ...NOTHING, faults: compiled.faults.map(withPlace) });
      }
      const at = body.at === undefined ? world.clock.now() : Date.parse(body.at);
      const preview = { ...compiled, ...(profile && { profile }), data: body.data ?? {}, at };
      const { faults, ...made } = await previewTemplate(world, preview);
      return ok({ ...made, faults: faults.map(withPlace) });
    },
  }),
  route({
    method: "POST",
    path: "/v1/templates/{id}/test",
    scope: "admin",
    summary:
      "Sends a template to addresses of the team, as it looks for a contact, marked as a test",
    body: TestInput,
    response: Tests,
    status: 202,
    sends: true,
    handle: async (world, { params, body, idempotency }) => {
      const templateId = knownName(params.id);
      await getTemplate(world, templateId);
      const { data: profile } = await getContact(world, body.contactId);
      const { to, event, data } = body;
      const { digest, at: bornAt } = seedOf(world, idempotency);
      const contact = profile.id;
      idempotency?.names([contact]);
      const request = { templateId, contact, to, event, data, bornAt, digest };
      return { status: 202, body: { items: await postTests(world, request) } };
    },
  }),
];
