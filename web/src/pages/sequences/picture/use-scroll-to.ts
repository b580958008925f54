import { type RefObject, useEffect } from "react";
import type { Definition } from "../../../canvas/definition.ts";

/** Keeps the step that is shown in view, without moving the page. */
export function useScrollTo(
  frame: RefObject<HTMLElement | null>,
  here: string | undefined,
  definition: Definition,
) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: another picture has other places
  useEffect(() => {
    const box = frame.current?.querySelector<HTMLElement>("[data-here]")?.parentElement;
    const inside = frame.current;
    if (!inside) return;
    const middle = box ? box.offsetLeft + box.offsetWidth / 2 : inside.scrollWidth / 2;
    const top = box ? box.offsetTop - inside.clientHeight / 2 : 0;
    inside.scrollTo({ left: middle - inside.clientWidth / 2, top });
  }, [frame, here, definition]);
}
