import { isHostAllowed, parseWebUrl } from "#shared/content/link-tokens/index.ts";
import { readCompiled } from "#shared/content/templates/index.ts";
import type { Message } from "#shared/messaging/messages/index.ts";
import { readLinkHosts } from "#shared/platform/settings/index.ts";
import type { CompiledTemplate } from "#shared/ports/renderer.ts";
import type { TableReader } from "#shared/ports/table.ts";

type Reads = { table: TableReader<"library"> };

/**
 * The target of link `index` of a message, web addresses only. An address that came from data must
 * have a host that the template names or that the workspace allows.
 */
export async function findLink(
  world: Reads,
  message: Message,
  index: number,
): Promise<string | undefined> {
  if (message.templateVersion === undefined) return undefined;
  const compiled = await readCompiled(world, message.template, message.templateVersion);
  if (!compiled) return undefined;
  const link = compiled.links[index];
  if (link && "url" in link) return parseWebUrl(link.url)?.href;
  const url = parseWebUrl(message.links?.[index] ?? "");
  return url && (await isAllowed(world, compiled, url)) ? url.href : undefined;
}

const isAllowed = async (world: Reads, { hosts = [] }: CompiledTemplate, url: URL) =>
  isHostAllowed(url, hosts) || isHostAllowed(url, (await readLinkHosts(world)).data);
