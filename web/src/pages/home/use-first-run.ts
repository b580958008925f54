import { useState } from "react";
import { useNames } from "../../api/names.ts";
import { useMay, useSession } from "../../app/session.tsx";

const HIDDEN = "dripstack.firstRun";
/** The sequence of the sample workspace. */
export const SAMPLE = "welcome";

/** Whether there is nothing yet but the sample, in a process whose mails stay on this machine. */
export function useIsFirstRun() {
  const { meta } = useSession();
  const [isHidden, setIsHidden] = useState(() => localStorage.getItem(HIDDEN) === "hidden");
  const maySend = useMay("send");
  const isPossible = meta.hasMailbox && maySend && !isHidden;
  const { names } = useNames("sequences", { isAsked: isPossible });
  const hide = () => {
    localStorage.setItem(HIDDEN, "hidden");
    setIsHidden(true);
  };
  return { is: isPossible && names.length === 1 && names[0]?.id === SAMPLE, hide };
}
