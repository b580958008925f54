import { useMediaQuery } from "@mantine/hooks";
import { type RefObject, useLayoutEffect, useRef } from "react";

/** What stays alive beside a dialog: it tells what happens, or holds no content. */
const KEPT = "[role=status], dialog, script, style";

/** All that lies beside an element, up to the page; portals, such as of dialogs, are left out. */
function besides(shown: Element): HTMLElement[] {
  const found: HTMLElement[] = [];
  for (let at = shown; at.parentElement && at.parentElement !== document.body; ) {
    const inside = at;
    at = at.parentElement;
    for (const other of at.children)
      if (other !== inside && other instanceof HTMLElement && !other.inert && !other.matches(KEPT))
        found.push(other);
  }
  return found;
}

const openRow = () => document.querySelector<HTMLElement>("tr [aria-current=true]");

/**
 * Makes a pane a modal dialog where it covers the page (`query`): the focus goes in, and what is
 * below can't be reached. Covering or not, the focus goes back to what opened it. A native
 * `<dialog>` would lie above Mantine's own dialogs.
 */
export function useCover(pane: RefObject<HTMLElement | null>, query: string) {
  const isCovering = useMediaQuery(query, false, { getInitialValueInEffect: false });
  const opener = useRef<Element>(null);
  useLayoutEffect(() => {
    const shown = pane.current!;
    opener.current ??= document.activeElement;
    if (!isCovering) return;
    const below = besides(shown);
    for (const element of below) element.inert = true;
    if (!shown.contains(document.activeElement)) shown.focus({ preventScroll: true });
    return () => {
      for (const element of below) element.inert = false;
    };
  }, [pane, isCovering]);
  useLayoutEffect(() => {
    const shown = pane.current!;
    return () => {
      if (!shown.contains(document.activeElement)) return;
      const from = opener.current;
      const isThere = from instanceof HTMLElement && from !== document.body && from.isConnected;
      const back = isThere && !shown.contains(from) ? from : openRow();
      (back ?? document.querySelector("h1"))?.focus({ preventScroll: true });
    };
  }, [pane]);
  return isCovering
    ? ({ role: "dialog", "aria-modal": true, tabIndex: -1 } as const)
    : ({ role: "complementary" } as const);
}
