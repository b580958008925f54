import { useQueries, useQuery } from "@tanstack/react-query";
import { api, read } from "../../api/client.ts";
import { useHealth } from "../../api/health.ts";
import { useNow } from "../../api/now.ts";
import type { Checks } from "./attention.ts";

const STATES = ["held", "unknown", "bounced", "complained"] as const;
/** Bounces and complaints older than this are no news. */
const NEWS_MS = 7 * 86_400_000;
const HOUR_MS = 3_600_000;

/** Asks all that Home looks at. */
export function useChecks() {
  const from = new Date(Math.floor((useNow() - NEWS_MS) / HOUR_MS) * HOUR_MS).toISOString();
  const health = useHealth();
  const home = useQuery({
    queryKey: ["sequences", "home"],
    queryFn: () => read(api.GET("/v1/home")),
  });
  const settings = useQuery({
    queryKey: ["settings", "current"],
    queryFn: () => read(api.GET("/v1/settings")),
  });
  const states = useQueries({
    queries: STATES.map((state) => ({
      queryKey: ["messages", "any", state, from],
      queryFn: async () => {
        const query = { state, limit: 1, from };
        return (await read(api.GET("/v1/messages", { params: { query } }))).items.length > 0;
      },
    })),
  });
  const all = [health, home, settings, ...states];
  const messages = Object.fromEntries(
    STATES.flatMap((state, at) => {
      const data = states[at]?.data;
      return data === undefined ? [] : [[state, data]];
    }),
  );
  const checks: Checks = {
    ...(home.data && { home: home.data }),
    ...(health.data && { health: health.data }),
    ...(settings.data && { settings: settings.data }),
    messages,
  };
  return {
    checks,
    home: home.data,
    isPending: all.some(({ isPending }) => isPending),
    isIncomplete: all.some(({ error }) => error !== null),
  };
}
