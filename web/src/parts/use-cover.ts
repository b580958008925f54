import { useMediaQuery } from "@mantine/hooks";
import { type RefObject, useEffect, useLayoutEffect, useRef } from "react";
import { isKeyOfDialog } from "./is-dialog-open.ts";

/** What stays alive beside a dialog: it tells what happens, or holds no content. */
const KEPT = "[role=status], dialog, script, style";
/** Where the focus goes first, the best one first; else to the pane itself. */
const FIRST = ["[data-autofocus]", "[data-focus-else]"];

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

const firstIn = (shown: HTMLElement) =>
  FIRST.map((one) => shown.querySelector<HTMLElement>(one)).find(Boolean) ?? shown;

const openRow = () => document.querySelector<HTMLElement>("tr [aria-current=true]");

/** Escape closes a pane, unless a dialog above it or a list in it takes the key. */
function useEscape(pane: RefObject<HTMLElement | null>, onClose: (() => void) | undefined): void {
  const close = useRef(onClose);
  close.current = onClose;
  useEffect(() => {
    const onKey = ({ key, defaultPrevented }: KeyboardEvent) => {
      if (key !== "Escape" || defaultPrevented || isKeyOfDialog(pane.current)) return;
      close.current?.();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [pane]);
}

/**
 * Makes a pane a modal dialog where it covers the page (`query`): the focus goes in, and what is
 * below can't be reached. Covering or not, Escape calls `onClose`, and the focus goes back to what
 * opened it. A native `<dialog>` would lie above tooltips, lists of fields and toasts.
 */
export function useCover(pane: RefObject<HTMLElement | null>, query: string, onClose?: () => void) {
  useEscape(pane, onClose);
  const isCovering = useMediaQuery(query, false, { getInitialValueInEffect: false });
  const opener = useRef<Element>(null);
  useLayoutEffect(() => {
    const shown = pane.current!;
    opener.current ??= document.activeElement;
    if (!isCovering) return;
    const below = besides(shown);
    for (const element of below) element.inert = true;
    if (!shown.contains(document.activeElement)) firstIn(shown).focus({ preventScroll: true });
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
