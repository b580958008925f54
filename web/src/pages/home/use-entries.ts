import { type KeyboardEvent, type RefObject, useCallback } from "react";
import { useWayIn } from "../../parts/use-way-in.ts";

/** What is done from Home, in order: what is marked so, and the chart. */
const ENTRIES = "[data-entry]:not(:disabled), [role=slider]";

/** J and K lead through what is done from Home, as through the rows of a list. */
export function useEntries(content: RefObject<HTMLElement | null>) {
  const all = useCallback(
    () => [...(content.current?.querySelectorAll<HTMLElement>(ENTRIES) ?? [])],
    [content],
  );
  useWayIn(() => all()[0]);
  return (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 }[event.key];
    const at = all().indexOf(event.target as HTMLElement);
    const isTaken = event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey;
    if (!step || at < 0 || isTaken) return;
    event.preventDefault();
    all()[at + step]?.focus();
  };
}
