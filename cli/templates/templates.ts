import * as z from "zod/mini";
import { type Api, clientOf } from "../client.ts";
import type { CliIo } from "../io.ts";
import { type ListOptions, printList } from "../print-list.ts";
import { load } from "../sequences/load.ts";

const Listed = z.object({
  id: z.string(),
  version: z.number(),
  updatedAt: z.string(),
  subject: z.string(),
  usedBy: z.array(z.object({ sequence: z.string(), draft: z.boolean() })),
});
const Version = z.object({
  version: z.number(),
  savedAt: z.nullable(z.string()),
  subject: z.nullable(z.string()),
});
const Saved = z.object({
  version: z.number(),
  warnings: z.optional(z.array(z.object({ path: z.string(), message: z.string() }))),
});
/** What a save takes: the answers to reads hold more. */
const Source = z.object({
  subject: z.string(),
  mjml: z.optional(z.string()),
  html: z.optional(z.string()),
  text: z.optional(z.string()),
  class: z.optional(z.string()),
  trackClicks: z.optional(z.boolean()),
  trackOpens: z.optional(z.boolean()),
});

const pathOf = (template: string, more = "") =>
  `/v1/templates/${encodeURIComponent(template)}${more}`;

/** Prints a line per template: name, version, last save, sequences, subject. */
export const listTemplates = (io: CliIo, q: string | undefined, list: ListOptions) =>
  printList(io, list, {
    path: "/v1/templates",
    query: { q },
    item: Listed,
    parts: ({ id, version, updatedAt, subject, usedBy }) => {
      const users = usedBy.map(({ sequence, draft }) => (draft ? `${sequence} (draft)` : sequence));
      return [id, `v${version}`, updatedAt, users.join(", ") || "unused", subject];
    },
  });

/** Prints a line per version: number, when it was saved, subject. */
export const listVersions = (io: CliIo, template: string, list: ListOptions) =>
  printList(io, list, {
    path: pathOf(template, "/versions"),
    item: Version,
    parts: ({ version, savedAt, subject }) => [`v${version}`, savedAt ?? "-", subject ?? "-"],
  });

/** Prints the source of a version as JSON. */
export async function showTemplate(
  io: CliIo,
  template: string,
  { version, ...api }: Api & { version?: number },
): Promise<void> {
  const path = pathOf(template, version === undefined ? "" : `/versions/${version}`);
  io.out(`${JSON.stringify(Source.parse(await clientOf(api).get(path)), undefined, 2)}\n`);
}

/** Saves a file's source; warnings go to stderr. */
export async function putTemplate(
  io: CliIo,
  template: string,
  file: string,
  { json, ...api }: Api & { json?: true },
): Promise<void> {
  const answer = await clientOf(api).put(pathOf(template), (await load(file)) as object);
  const { version, warnings = [] } = Saved.parse(answer);
  if (json) io.out(`${JSON.stringify(answer)}\n`);
  else io.err(`Saved ${file} as version ${version} of ${template}.\n`);
  for (const { path, message } of warnings) io.err(`${path}  ${message}\n`.trimStart());
}

export async function duplicateTemplate(
  io: CliIo,
  template: string,
  copy: string,
  api: Api,
): Promise<void> {
  await clientOf(api).post(pathOf(template, "/duplicate"), { id: copy });
  io.err(`The template ${copy} is a copy of ${template}.\n`);
}

export async function deleteTemplate(io: CliIo, template: string, api: Api): Promise<void> {
  await clientOf(api).delete(pathOf(template));
  io.err(`The template ${template} is deleted.\n`);
}
