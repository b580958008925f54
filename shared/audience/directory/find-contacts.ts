import {
  listByName,
  type NameKind,
  type Profile,
  readProfiles,
} from "#shared/audience/profiles/index.ts";
import type { TableReader } from "#shared/ports/table.ts";
import { type ContactFilter, fitsFilter } from "./contact-filter.ts";

type Reads = { table: TableReader<"people" | "index"> };

/** A position in a list of contacts: after a name of that kind. */
type DirectoryPlace = { by: NameKind; after?: string | undefined };

type Search = { q?: string | undefined; filter?: ContactFilter };
type Page = { limit: number; place?: DirectoryPlace | undefined };

/** A search goes through the kinds of names one after the other. */
const SEARCHED: readonly NameKind[] = ["address", "external", "own"];
/** The most profiles that a page reads: a filter that fits few makes shorter pages. */
const MAX_READ = 500;

/**
 * A page of contacts that fit a filter: newest first, or those whose address or id begins with `q`,
 * by address and then by id. Letters of an address count in either case. Contacts just erased or
 * left out by the filter make it shorter; only the last page has no next.
 */
export async function findContacts(
  world: Reads,
  { q, filter = {} }: Search,
  { limit, place }: Page,
): Promise<{ items: Profile[]; next?: DirectoryPlace }> {
  const kinds = q === undefined ? (["own"] as const) : SEARCHED;
  const items: Profile[] = [];
  let read = 0;
  let { by, after }: DirectoryPlace = place ?? { by: kinds[0]! };
  for (;;) {
    const room = Math.min(limit - items.length, MAX_READ - read);
    const { items: names, next } = await listByName(world, by, {
      limit: room,
      ...pageOf(by, q),
      ...(after !== undefined && { after }),
    });
    read += names.length;
    const profiles = await readProfiles(
      world,
      names.map(({ contact }) => contact),
    );
    items.push(...profiles.filter((one) => fitsFilter(one, filter) && isNew(one, by, q)));
    after = next;
    if (next === undefined) {
      const kind = kinds[kinds.indexOf(by) + 1];
      if (kind === undefined) return { items };
      by = kind;
    }
    if (items.length >= limit || read >= MAX_READ) {
      return { items, next: { by, ...(after !== undefined && { after }) } };
    }
  }
}

const pageOf = (by: NameKind, q: string | undefined) =>
  q === undefined ? { reverse: true } : { prefix: by === "address" ? q.toLowerCase() : q };

/** Whether a search has not found the contact by an earlier kind of name. */
function isNew({ email, externalId }: Profile, by: NameKind, q: string | undefined): boolean {
  if (q === undefined || by === "address") return true;
  if (email.toLowerCase().startsWith(q.toLowerCase())) return false;
  return by === "external" || externalId?.startsWith(q) !== true;
}
