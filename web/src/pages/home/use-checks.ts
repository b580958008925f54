import { useQuery } from "@tanstack/react-query";
import { api, read } from "../../api/client.ts";
import { useHealth } from "../../api/health.ts";
import type { Checks } from "./attention.ts";

/** Mails are held and bounce without a change that the page follows. */
const ASK_MS = 60_000;

/** Asks all that Home looks at. */
export function useChecks() {
  const health = useHealth();
  const home = useQuery({
    queryKey: ["sequences", "home"],
    queryFn: () => read(api.GET("/v1/home")),
    refetchInterval: ASK_MS,
  });
  const settings = useQuery({
    queryKey: ["settings", "current"],
    queryFn: () => read(api.GET("/v1/settings")),
  });
  const all = [health, home, settings];
  const checks: Checks = {
    ...(home.data && { home: home.data }),
    ...(health.data && { health: health.data }),
    ...(settings.data && { settings: settings.data }),
  };
  return {
    checks,
    home: home.data,
    isPending: all.some(({ isPending }) => isPending),
    isIncomplete: all.some(({ error }) => error !== null),
  };
}
