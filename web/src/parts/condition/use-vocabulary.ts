import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { api, read } from "../../api/client.ts";
import { NO_VOCABULARY, type Vocabulary } from "./vocabulary.ts";

const MOST_SEGMENTS = 100;
/** It is read from samples, and what is suggested need not be of this minute. */
const FRESH_MS = 5 * 60_000;

/** Names in use, for suggestions; empty until they are loaded, or where they may not be read. */
export function useVocabulary(): Vocabulary {
  const words = useQuery({
    queryKey: ["vocabulary"],
    queryFn: () => read(api.GET("/v1/vocabulary")),
    staleTime: FRESH_MS,
  });
  const segments = useQuery({
    queryKey: ["segments", "names"],
    queryFn: () => read(api.GET("/v1/segments", { params: { query: { limit: MOST_SEGMENTS } } })),
  });
  const known = words.data;
  const items = segments.data?.items;
  return useMemo(
    () => ({
      ...(known ?? NO_VOCABULARY),
      segments: items?.map(({ id, name }) => ({ id, name })) ?? [],
    }),
    [known, items],
  );
}
