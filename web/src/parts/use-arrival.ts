import { useRouterState } from "@tanstack/react-router";
import { type RefObject, useEffect } from "react";
import { isDialogOpen } from "./is-dialog-open.ts";
import { isTyping } from "./is-typing.ts";

/** The path of the page shown last, and the heading that took the focus there. */
const last: { path?: string; heading?: HTMLElement } = {};

/**
 * Leads the focus to the heading of a page when its path is new, so that a screen reader says where
 * one is and Tab goes on from there. A field that took the focus by itself keeps it, and so does an
 * open dialog; search parameters change nothing.
 */
export function useArrival(heading: RefObject<HTMLElement | null>): void {
  const path = useRouterState({
    select: ({ resolvedLocation, location }) => (resolvedLocation ?? location).pathname,
  });
  useEffect(() => {
    const shown = heading.current!;
    const { activeElement, body } = document;
    // A page may be drawn twice for one path: while it loads, and then.
    const isLost = last.heading?.isConnected === false && activeElement === body;
    const isNew = last.path !== undefined && last.path !== path;
    last.path = path;
    if (!(isNew || isLost)) return;
    last.heading = shown;
    if (!isTyping(activeElement) && !isDialogOpen()) shown.focus({ preventScroll: true });
  }, [heading, path]);
}
