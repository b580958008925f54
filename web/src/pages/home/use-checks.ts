import { useQueries, useQuery } from "@tanstack/react-query";
import { api, read } from "../../api/client.ts";
import { useHealth } from "../../api/health.ts";
import { useNow } from "../../api/now.ts";
import type { Checks } from "./attention.ts";
import { findAny } from "./find-any.ts";

const STATES = ["held", "unknown", "bounced", "complained"] as const;
/** Bounces and complaints older than this are no news. */
const NEWS_MS = 7 * 86_400_000;
const HOUR_MS = 3_600_000;
/** Not at each change of a message: where none fits, a look reads many. */
const ASK_MS = 30_000;

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
      queryKey: ["home", "any", state, from],
      queryFn: () =>
        findAny((cursor) => {
          const query = { state, limit: 1, from, ...(cursor !== undefined && { cursor }) };
          return read(api.GET("/v1/messages", { params: { query } }));
        }),
      refetchInterval: ASK_MS,
    })),
  });
  const all = [health, home, settings, ...states];
  const messages = Object.fromEntries(
    STATES.flatMap((state, at) => {
      const data = states[at]?.data;
      return data === undefined ? [] : [[state, data.isFound]];
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
    /** Whether only the newest mails were looked at. */
    isRecent: states.some(({ data }) => data?.isWhole === false),
    isIncomplete: all.some(({ error }) => error !== null),
  };
}
