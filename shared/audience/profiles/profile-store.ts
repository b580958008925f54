import { contactKey } from "#shared/audience/partition/index.ts";
import { readRows } from "#shared/ports/read-rows.ts";
import type { Put, TableReader } from "#shared/ports/table.ts";
import { type Profile, publicId } from "./profile.ts";

type Reads = { table: TableReader<"people"> };

export const profileKey = (contact: string) => contactKey(contact, "a");

export const readProfile = ({ table }: Reads, contact: string) =>
  table.get<Profile>(profileKey(contact), { consistent: true });

/** The profiles that exist and are not being erased, in that order. */
export async function readProfiles(world: Reads, contacts: string[]): Promise<Profile[]> {
  const rows = await readRows<"people", Profile>(world.table, contacts.map(profileKey));
  return rows.map(({ data }) => data).filter(({ erasedAt }) => erasedAt === undefined);
}

/** The callers' ids by our ids, without contacts that are erased or being erased. */
export async function readPublicIds(
  world: Reads,
  contacts: string[],
): Promise<Map<string, string>> {
  const profiles = await readProfiles(world, [...new Set(contacts)]);
  return new Map(profiles.map((profile) => [profile.id, publicId(profile)]));
}

export const putProfile = (profile: Profile, expect: Put["expect"]): Put<"people"> => ({
  put: profileKey(profile.id),
  v: 1,
  data: profile,
  expect,
});
