import { useQueries } from "@tanstack/react-query";
import { api, read } from "../../api/client.ts";
import type { NextItem } from "./describe-entry.ts";

/** A forecast costs a simulation each: of more sequences one chooses. */
const MOST_SEQUENCES = 5;

/** `items`: what comes next, soonest first; `left`: sequences that were not asked. */
export type Forecast = { items: NextItem[]; left: string[] };

/** What comes next for a contact in these sequences. */
export function useForecast(id: string, sequences: string[]): Forecast {
  const items = useQueries({
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
        .toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)),
  });
  return { items, left: sequences.slice(MOST_SEQUENCES) };
}
