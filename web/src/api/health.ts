import { useQuery } from "@tanstack/react-query";
import { api, type Schemas } from "./client.ts";
import { Problem } from "./problem.ts";

export type Health = {
  status: "ok" | "degraded";
  checks?: { table: "ok" | "failed"; queue: "ok" | "failed" };
  deadLetters?: number;
};

/** Asked again each half minute: what breaks changes no topic. */
const ASK_MS = 30_000;

/** What answers and what does not; a 503 carries it too, so it is no error. */
export const useHealth = () =>
  useQuery({
    queryKey: ["settings", "health"],
    queryFn: async (): Promise<Health> => {
      const sent = await api.GET("/v1/health").catch(() => {
        throw new Problem(0, "");
      });
      const body = (sent.data ?? sent.error) as Health | Schemas["Problem"] | undefined;
      if (body && "checks" in body) return body;
      throw new Problem(sent.response.status, (body as Schemas["Problem"])?.detail ?? "");
    },
    refetchInterval: ASK_MS,
  });
