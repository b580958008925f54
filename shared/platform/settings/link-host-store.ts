import { WORKSPACE } from "#shared/kernel/ids.ts";
import { untilNoConflict } from "#shared/kernel/retry.ts";
import type { Item, Table, TableReader } from "#shared/ports/table.ts";

/** Enough for all sites of a company; mails whose links need the list are rendered with it. */
export const MAX_LINK_HOSTS = 500;

type LinkHosts = { hosts: string[] };

const KEY = { table: "library", pk: WORKSPACE, sk: "setting#link-hosts" } as const;

type Reads = { table: TableReader<"library"> };
type Writes = { table: Table<"library", "library"> };

/**
 * The hosts that links from data may be tracked to, and the list's version, 0 before the first
 * write.
 */
export async function readLinkHosts({
  table,
}: Reads): Promise<{ data: readonly string[]; version: number }> {
  const item: Item<LinkHosts> | undefined = await table.get<LinkHosts>(KEY, { consistent: true });
  return item ? { data: item.data.hosts, version: item.version } : { data: [], version: 0 };
}

/**
 * Replaces the list.
 * @throws Conflict when it is not at `expectVersion`, or another call writes it at the same time
 */
export async function writeLinkHosts(
  { table }: Writes,
  hosts: readonly string[],
  expectVersion: number,
): Promise<{ data: readonly string[]; version: number }> {
  const data = [...new Set(hosts)].sort();
  const expect = expectVersion === 0 ? "absent" : expectVersion;
  await table.write([{ put: KEY, v: 1, data: { hosts: data }, expect }]);
  return { data, version: expectVersion + 1 };
}

/** Adds hosts to the list up to its limit. Writes only new ones. */
export async function learnLinkHosts(world: Writes, hosts: readonly string[]): Promise<void> {
  if (hosts.length === 0) return;
  await untilNoConflict(async () => {
    const { data, version } = await readLinkHosts(world);
    const all = [...new Set([...data, ...hosts])].slice(0, MAX_LINK_HOSTS);
    if (all.length > data.length) await writeLinkHosts(world, all, version);
  });
}
