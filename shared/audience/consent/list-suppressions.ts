import {
  addressKey,
  type LookupWorld,
  type Profile,
  readProfiles,
  rowNames,
  type SuppressionReason,
} from "#shared/audience/profiles/index.ts";
import { listSuppressed } from "#shared/audience/suppression-list/index.ts";
import { digest } from "#shared/kernel/ids.ts";
import { getRows } from "#shared/ports/read-rows.ts";
import type { TableReader } from "#shared/ports/table.ts";

/** A suppressed address, with the contact that has it, if any: only a hash of it is kept. */
type SuppressedAddress = {
  id: string;
  reason: SuppressionReason;
  at: number;
  contact?: Profile;
};

type Reads = LookupWorld & { table: TableReader<"index" | "people"> };

/** Rows read at once, and for a page: a reason that few have makes shorter pages. */
const ROWS = 100;
const MAX_ROWS = 1_000;

/** A page of all suppressions, or of those with a reason, newest first. */
export async function listSuppressions(
  world: Reads,
  reason: SuppressionReason | undefined,
  { limit, after }: { limit: number; after?: string | undefined },
): Promise<{ items: SuppressedAddress[]; next?: string }> {
  const found: { name: string; reason: string; at: number }[] = [];
  let place = after;
  let isOver = false;
  for (let read = 0; read < MAX_ROWS && found.length < limit && !isOver; read += ROWS) {
    const page = { limit: reason === undefined ? limit : ROWS, ...(place && { after: place }) };
    const { items, next } = await listSuppressed(world, page);
    const fitting = items.filter((one) => reason === undefined || one.reason === reason);
    const taken = fitting.slice(0, limit - found.length);
    found.push(...taken);
    isOver = next === undefined && taken.length === fitting.length;
    place = found.length === limit ? taken.at(-1)?.place : items.at(-1)?.place;
  }
  const owners = await readOwners(
    world,
    found.map(({ name }) => name),
  );
  const items = found.map(({ name, reason, at }, i): SuppressedAddress => {
    const contact = owners[i];
    return {
      id: digest(name),
      reason: reason as SuppressionReason,
      at,
      ...(contact && { contact }),
    };
  });
  return { items, ...(!isOver && place !== undefined && { next: place }) };
}

/** The contact of each address, by a name of its row. */
async function readOwners(world: Reads, names: string[]): Promise<(Profile | undefined)[]> {
  const each = await Promise.all(names.map(async (name) => (await rowNames(world, name)).read));
  const keys = each.flat().map((name) => addressKey("email", name));
  const rows = await getRows<"index", { contact: string }>(world.table, keys);
  const contactOf = new Map(keys.map(({ sk }, i) => [sk, rows[i]?.data.contact]));
  const contacts = each.map((read) => read.map((name) => contactOf.get(name)).find(Boolean));
  const known = [...new Set(contacts.filter((one) => one !== undefined))];
  const profiles = new Map((await readProfiles(world, known)).map((one) => [one.id, one]));
  return contacts.map((contact) => profiles.get(contact ?? ""));
}
