import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { api, read } from "./client.ts";

export type Named = { id: string; name: string };
type Noun = "segments" | "sequences" | "templates";

const PAGE = 100;
/** So many pages are offered; an id beyond them is typed. */
const MOST_PAGES = 5;
const NONE = { names: [], isMore: false };
/** Words come from samples, and what is suggested need not be of this minute. */
const FRESH_MS = 5 * 60_000;

type Query = { of: Noun; limit: number; q?: string; state?: "live"; cursor?: string };
const load = (query: Query) => read(api.GET("/v1/names", { params: { query } }));

async function loadAll(query: Omit<Query, "limit">) {
  const names: Named[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < MOST_PAGES; page++) {
    const next = await load({ ...query, limit: PAGE, ...(cursor !== null && { cursor }) });
    names.push(...next.items);
    cursor = next.cursor;
    if (cursor === null) break;
  }
  return { names, isMore: cursor !== null };
}

/**
 * Ids and names to choose from, and whether there are more; none until they are loaded, or where
 * they may not be read.
 */
export function useNames(of: Noun, options: { state?: "live"; isAsked?: boolean } = {}) {
  const { isAsked = true, ...filter } = options;
  const { data, error } = useQuery({
    queryKey: [of, "names", filter],
    queryFn: () => loadAll({ of, ...filter }),
    enabled: isAsked,
  });
  return { ...(data ?? NONE), isLoaded: data !== undefined, error };
}

export const idsOf = (names: readonly Named[]): string[] => names.map(({ id }) => id);

/** Names that fit what was typed. @throws Problem */
export const findNames = async (of: Noun, q: string, limit: number): Promise<Named[]> =>
  (await load({ of, q, limit })).items;

/** Names of attributes and events in use, with their fields and types. */
export function useWords() {
  return useQuery({
    queryKey: ["vocabulary"],
    queryFn: () => read(api.GET("/v1/vocabulary")),
    staleTime: FRESH_MS,
    retry: false,
  });
}

/** @throws Problem */
export const findContacts = async (q: string, limit: number) =>
  (await read(api.GET("/v1/contacts", { params: { query: { limit, ...(q && { q }) } } }))).items;

/** Contacts whose address or id begins with what was typed; of an empty text the newest. */
export const useFoundContacts = (q: string, limit: number) =>
  useQuery({
    queryKey: ["contacts", "pick", q, limit],
    queryFn: () => findContacts(q, limit),
    placeholderData: keepPreviousData,
  });
