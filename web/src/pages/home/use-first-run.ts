import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, read } from "../../api/client.ts";
import { useSession } from "../../app/session.tsx";

const HIDDEN = "dripstack.firstRun";
/** The sequence of the sample workspace. */
export const SAMPLE = "welcome";

/** Whether there is nothing yet but the sample, in a process whose mails stay on this machine. */
export function useIsFirstRun() {
  const { meta } = useSession();
  const [isHidden, setIsHidden] = useState(() => localStorage.getItem(HIDDEN) === "hidden");
  const isPossible = meta.hasMailbox && !isHidden;
  const sequences = useQuery({
    queryKey: ["sequences", "sample"],
    queryFn: () => read(api.GET("/v1/sequences", { params: { query: { limit: 2 } } })),
    enabled: isPossible,
  });
  const items = sequences.data?.items ?? [];
  const hide = () => {
    localStorage.setItem(HIDDEN, "hidden");
    setIsHidden(true);
  };
  return { is: isPossible && items.length === 1 && items[0]?.id === SAMPLE, hide };
}
