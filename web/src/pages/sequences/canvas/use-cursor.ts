import { useReactFlow } from "@xyflow/react";
import { type RefObject, useCallback, useEffect, useRef, useState } from "react";
import { ENTER } from "../../../canvas/definition.ts";
import type { Layout } from "../../../canvas/layout.ts";
import { panInto } from "../../../canvas/pan-into.ts";
import { walk } from "../../../canvas/walk.ts";
import { isTyping } from "../../../parts/is-typing.ts";

/** Room that is kept around the focused step: above it are the tools. */
const MARGINS = { top: 76, left: 32, right: 32, bottom: 48 };
/** A step that comes into view is drawn within some frames. */
const MOST_FRAMES = 20;

/**
 * The one place of the canvas that the Tab key reaches. `focus` moves it, shows it and puts the
 * keyboard's focus on it; a place that is not in the picture yet is focused once it is.
 */
export function useCursor(layout: Layout, box: RefObject<HTMLElement | null>, first: string) {
  const flow = useReactFlow();
  const [wanted, setCursor] = useState(first);
  const awaited = useRef<string>(undefined);
  const cursor = layout.places.has(wanted) ? wanted : ENTER;
  const show = useCallback(
    (id: string) => {
      const place = layout.places.get(id);
      const shown = box.current;
      if (!place || !shown) return;
      // Measured here: React Flow learns a moment later that a form has opened beside it.
      const size = { width: shown.clientWidth, height: shown.clientHeight };
      const next = panInto(place, flow.getViewport(), size, MARGINS);
      if (next) void flow.setViewport(next);
    },
    [layout, flow, box],
  );
  const focus = useCallback(
    (id: string) => {
      awaited.current = id;
      setCursor(id);
      if (layout.places.has(id)) show(id);
      const from = document.activeElement;
      let frames = 0;
      const attempt = () => {
        if (awaited.current !== id || frames++ > MOST_FRAMES) return;
        const active = document.activeElement;
        // A field that was gone to since keeps what is typed.
        if (active !== from && isTyping(active)) awaited.current = undefined;
        if (awaited.current === undefined) return;
        const node = box.current?.querySelector<HTMLElement>(`[data-node="${CSS.escape(id)}"]`);
        if (!node) requestAnimationFrame(attempt);
        else {
          node.focus({ preventScroll: true });
          awaited.current = undefined;
        }
      };
      requestAnimationFrame(attempt);
    },
    [layout, show, box],
  );
  const before = useRef(layout);
  useEffect(() => {
    const old = before.current;
    before.current = layout;
    if (awaited.current) {
      // A step that was just added: the picture has it now.
      if (layout.places.has(awaited.current)) focus(awaited.current);
      return;
    }
    if (layout.places.has(wanted)) return;
    // It is gone, as by an undo: what stood above it takes its place, and the focus that it had.
    let above: string | undefined = wanted;
    while (above !== undefined && !layout.places.has(above)) above = walk(old, above, "up");
    setCursor(above ?? ENTER);
    // Its box is still there for a moment: React Flow draws after this.
    const active = document.activeElement;
    const had = active === document.body || active?.getAttribute("data-node") === wanted;
    if (had) focus(above ?? ENTER);
  }, [layout, focus, wanted]);
  return { cursor, setCursor, focus, show };
}
