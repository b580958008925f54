import { useQuery } from "@tanstack/react-query";
import { api, read, type Schemas } from "../../../api/client.ts";

/** A running job changes no topic: it is asked for so often. */
const ASK_MS = 700;

/** A job, followed to its end. */
export function useJob(id: string | undefined) {
  return useQuery({
    queryKey: ["jobs", id],
    enabled: id !== undefined,
    queryFn: () =>
      read(api.GET("/v1/jobs/{id}", { params: { path: { id: id! } } })) as Promise<Schemas["Job"]>,
    refetchInterval: ({ state }) =>
      state.data === undefined || state.data.state === "running" ? ASK_MS : false,
  });
}
