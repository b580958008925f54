import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { api, read } from "./client.ts";

export type Named = { id: string; name: string };
type Noun = "segments" | "sequences" | "templates";

/** The first so many are offered; an id beyond them is typed. */
const MOST = 100;
const NONE: never[] = [];
/** Words come from samples, and what is suggested need not be of this minute. */
const FRESH_MS = 5 * 60_000;

const load = async (query: { of: Noun; limit: number; q?: string; state?: "live" }) =>
  (await read(api.GET("/v1/names", { params: { query } }))).items;

/** Ids and names to choose from; none until they are loaded, or where they may not be read. */
export function useNames(of: Noun, options: { state?: "live"; isAsked?: boolean } = {}) {
  const { isAsked = true, ...filter } = options;
  const { data, error } = useQuery({
    queryKey: [of, "names", filter],
    queryFn: () => load({ of, limit: MOST, ...filter }),
    enabled: isAsked,
  });
  return { names: data ?? NONE, error };
}

export const idsOf = (names: readonly Named[]): string[] => names.map(({ id }) => id);

/** Names that fit what was typed. @throws Problem */
export const findNames = (of: Noun, q: string, limit: number): Promise<Named[]> =>
  load({ of, q, limit });

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
