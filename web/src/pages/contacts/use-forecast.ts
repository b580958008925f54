import { useQueries } from "@tanstack/react-query";
import { api, read } from "../../api/client.ts";
import type { NextItem } from "./describe-entry.ts";

/** A forecast costs a simulation each: of more sequences one chooses. */
const MOST_SEQUENCES = 5;
const MOST_ITEMS = 40;

/** What comes next for a contact in these sequences, soonest first. */
export function useForecast(id: string, sequences: string[]): NextItem[] {
  return useQueries({
    queries: sequences.slice(0, MOST_SEQUENCES).map((sequence) => ({
      queryKey: [`contact:${id}`, "explain", sequence],
      queryFn: () =>
        read(
          api.GET("/v1/contacts/{id}/explain", { params: { path: { id }, query: { sequence } } }),
        ),
    })),
    combine: (results) =>
      results
        .flatMap(({ data }) => (data?.next.timeline ?? []) as NextItem[])
        .toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
        .slice(0, MOST_ITEMS),
  });
}
