import * as z from "zod/mini";
import { type Api, clientOf } from "../client.ts";
import type { CliIo } from "../io.ts";
import { load } from "../sequences/load.ts";

type Options = Api & { json?: true };
type PreviewOptions = Options & { contact?: string; data?: string; at?: string; html?: true };

const Preview = z.looseObject({
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

/** Prints a mail; what is missing or wrong goes to stderr. */
export async function previewTemplate(
  io: CliIo,
  templateId: string,
  { contact, data, at, html, json, ...api }: PreviewOptions,
): Promise<void> {
  const body = {
    templateId,
    ...(contact !== undefined && { contactId: contact }),
    ...(data !== undefined && { data: await load(data) }),
    ...(at !== undefined && { at }),
  };
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
  { contact, data, json, ...api }: Options & { contact: string; data?: string },
): Promise<void> {
  const given = data === undefined ? {} : ((await load(data)) as object);
  const path = `/v1/templates/${encodeURIComponent(template)}/test`;
  const answer = await clientOf(api).post(path, { ...given, to, contactId: contact });
  if (json) return io.out(`${JSON.stringify(answer)}\n`);
  const { items } = Tests.parse(answer);
  for (const { to: address, id, reason = "" } of items) io.out(`${address}  ${id ?? reason}\n`);
}
