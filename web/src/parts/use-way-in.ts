import { useEffect, useRef } from "react";
import { isKeyOfDialog } from "./is-dialog-open.ts";

/** Keys that move in lists lead into them too; arrows only from the heading: else they scroll. */
function leadsIn({ key, metaKey, ctrlKey, altKey, defaultPrevented }: KeyboardEvent): boolean {
  if (defaultPrevented || metaKey || ctrlKey || altKey || isKeyOfDialog()) return false;
  const { activeElement: at, body } = document;
  const isAtHeading = at?.tagName === "H1";
  if (key === "ArrowDown") return isAtHeading;
  return (key === "j" || key === "k") && (isAtHeading || at === body || at?.id === "content");
}

/** Leads the focus from the page to its list: to what `first` finds, where there is such. */
export function useWayIn(first: () => HTMLElement | null | undefined): void {
  const latest = useRef(first);
  latest.current = first;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const found = leadsIn(event) && latest.current();
      if (!found) return;
      event.preventDefault();
      found.focus();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
}
