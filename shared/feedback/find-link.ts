import type { Message } from "#shared/people/index.ts";
import type { TableReader } from "#shared/ports/table.ts";
import { readCompiled } from "#shared/templates/index.ts";

/** Where link number `index` of a message leads: only to the web, whatever a row or a template may hold. */
export async function findLink(
  { table }: { table: TableReader<"library"> },
  message: Message,
  index: number,
): Promise<string | undefined> {
  if (message.templateVersion === undefined) return undefined;
  const compiled = await readCompiled({ table }, message.template, message.templateVersion);
  const link = compiled?.links[index];
  if (!link) return undefined;
  const target = "url" in link ? link.url : message.links?.[index];
  return target !== undefined && isWeb(target) ? target : undefined;
}

const isWeb = (target: string) =>
  URL.canParse(target) && /^https?:$/.test(new URL(target).protocol);
