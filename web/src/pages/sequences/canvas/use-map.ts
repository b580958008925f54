import { useCallback, useState } from "react";

const STORED = "dripstack.map";

/** Whether the map is shown, which this browser remembers. */
export function useMap() {
  const [isShown, setIsShown] = useState(() => localStorage.getItem(STORED) === "shown");
  const toggle = useCallback(
    () =>
      setIsShown((old) => {
        localStorage.setItem(STORED, old ? "hidden" : "shown");
        return !old;
      }),
    [],
  );
  return { isShown, toggle };
}
