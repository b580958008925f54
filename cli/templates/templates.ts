import * as z from "zod/mini";
import { type Api, clientOf } from "../client.ts";
import { firstItems } from "../first-items.ts";
import type { CliIo } from "../io.ts";

const Listed = z.object({
  id: z.string(),
  version: z.number(),
  updatedAt: z.string(),
  subject: z.string(),
  usedBy: z.array(z.object({ sequence: z.string(), draft: z.boolean() })),
});
const Preview = z.object({
  subject: z.string(),
  html: z.string(),
  text: z.string(),
  missing: z.array(z.string()),
  faults: z.array(z.object({ path: z.string(), message: z.string() })),
});
const Tests = z.object({
  items: z.array(
    z.object({ to: z.string(), id: z.optional(z.string()), reason: z.optional(z.string()) }),
  ),
});

const pathOf = (template: string) => `/v1/templates/${encodeURIComponent(template)}`;

/** Prints a line per template: name, version, last save, sequences, subject. */
export async function listTemplates(
  io: CliIo,
  q: string | undefined,
  { limit, json, ...api }: Api & { limit: number; json?: true },
): Promise<void> {
  const items = await firstItems(api, "/v1/templates", { q }, limit);
  if (json) {
    io.out(`${JSON.stringify(items)}\n`);
    return;
  }
  for (const { id, version, updatedAt, subject, usedBy } of z.array(Listed).parse(items)) {
    const names = usedBy.map(({ sequence, draft }) => (draft ? `${sequence} (draft)` : sequence));
    const users = names.length === 0 ? "unused" : names.join(", ");
    io.out(`${[id, `v${version}`, updatedAt, users, subject].join("  ")}\n`);
  }
}

/** Prints a mail; what is missing or wrong goes to stderr. */
export async function previewTemplate(
  io: CliIo,
  templateId: string,
  { contact, html, json, ...api }: Api & { contact?: string; html?: true; json?: true },
): Promise<void> {
  const body = { templateId, ...(contact !== undefined && { contactId: contact }) };
  const preview = Preview.parse(await clientOf(api).post("/v1/templates/preview", body));
  if (json) io.out(`${JSON.stringify(preview)}\n`);
  else io.out(html ? `${preview.html}\n` : `${preview.subject}\n\n${preview.text}\n`);
  for (const name of preview.missing) io.err(`no value: ${name}\n`);
  for (const { path, message } of preview.faults) io.err(`${path}  ${message}\n`.trimStart());
}

/** Prints what came of each address. */
export async function testTemplate(
  io: CliIo,
  template: string,
  to: string[],
  { contact, ...api }: Api & { contact: string },
): Promise<void> {
  const body = { to, contactId: contact };
  const { items } = Tests.parse(await clientOf(api).post(`${pathOf(template)}/test`, body));
  for (const { to: address, id, reason = "" } of items) io.out(`${address}  ${id ?? reason}\n`);
}

export async function duplicateTemplate(
  io: CliIo,
  template: string,
  copy: string,
  api: Api,
): Promise<void> {
  await clientOf(api).post(`${pathOf(template)}/duplicate`, { id: copy });
  io.err(`The template ${copy} is a copy of ${template}.\n`);
}

export async function deleteTemplate(io: CliIo, template: string, api: Api): Promise<void> {
  await clientOf(api).delete(pathOf(template));
  io.err(`The template ${template} is deleted.\n`);
}
