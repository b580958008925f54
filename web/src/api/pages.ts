import {
  type InfiniteData,
  type UseInfiniteQueryResult,
  useInfiniteQuery,
} from "@tanstack/react-query";
import { MOST_PAGES } from "./long-search.ts";

type Paged<T> = { items: T[]; cursor: string | null };

/**
 * A list of the API, a page after the other; `key` begins with the list's topic (see `live.ts`).
 */
export function usePages<T>(key: readonly unknown[], load: (cursor?: string) => Promise<Paged<T>>) {
  const query = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam }) => load(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last: Paged<T>, all) =>
      all.length < MOST_PAGES ? (last.cursor ?? undefined) : undefined,
  });
  return query as Pages<T>;
}

export type Pages<T> = UseInfiniteQueryResult<InfiniteData<Paged<T>>>;

/** All rows loaded so far. */
export const rowsOf = <T>(pages: Pages<T>): T[] =>
  pages.data?.pages.flatMap(({ items }) => items) ?? [];
