import type { ClipboardEvent, KeyboardEvent } from "react";
import { ENTER } from "../../../canvas/definition.ts";
import { isEnd } from "../../../canvas/graph.ts";
import type { Layout } from "../../../canvas/layout.ts";
import { type Direction, walk } from "../../../canvas/walk.ts";
import type { CanvasEdits } from "./canvas.tsx";

type Given = {
  layout: Layout;
  cursor: string;
  focus: (id: string) => void;
  selected: ReadonlySet<string>;
  setSelected: (next: ReadonlySet<string>) => void;
  edits: CanvasEdits | undefined;
};

const ARROWS: Record<string, Direction> = {
  ArrowUp: "up",
  ArrowDown: "down",
  ArrowLeft: "left",
  ArrowRight: "right",
};
const isStep = (id: string) => id !== ENTER && !isEnd(id);
const onNode = (target: EventTarget) => (target as Element).closest("[data-node]") !== null;

/** The keys of the canvas, for the box around it: only those pressed on a step count. */
export function useCanvasKeys({ layout, cursor, focus, selected, setSelected, edits }: Given) {
  /** What is chosen, or the step with the focus; in the order of the picture. */
  const chosen = () =>
    layout.nodes.filter((id) =>
      selected.size > 0 ? selected.has(id) : id === cursor && isStep(id),
    );
  const move = (direction: Direction, isAdded: boolean) => {
    const next = walk(layout, cursor, direction);
    if (next === undefined) return;
    if (isAdded) setSelected(new Set([...selected, cursor, next].filter(isStep)));
    focus(next);
  };
  const remove = () => {
    const names = chosen();
    if (names.length === 0) return;
    const [first] = names;
    const above = layout.edges.find(({ to }) => to === first)?.from ?? ENTER;
    edits?.remove(names);
    setSelected(new Set());
    focus(above);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!onNode(event.target) || event.altKey) return;
    const direction = ARROWS[event.key];
    const hasMod = event.ctrlKey || event.metaKey;
    const act = direction
      ? () => move(direction, event.shiftKey)
      : hasMod
        ? event.key === "a" && (() => setSelected(new Set(layout.nodes.filter(isStep))))
        : {
            a: edits && (() => edits.addAfter(cursor)),
            Delete: edits && remove,
            Backspace: edits && remove,
            Home: () => focus(ENTER),
            Escape: selected.size > 0 && (() => setSelected(new Set())),
          }[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  };
  const copy = (event: ClipboardEvent): boolean => {
    const text = onNode(event.target) ? edits?.copy(chosen()) : undefined;
    if (text === undefined) return false;
    event.clipboardData.setData("text/plain", text);
    event.preventDefault();
    return true;
  };
  return {
    onKeyDown,
    onCopy: copy,
    onCut: (event: ClipboardEvent) => {
      if (copy(event)) remove();
    },
    onPaste: (event: ClipboardEvent) => {
      if (!edits || !onNode(event.target)) return;
      event.preventDefault();
      edits.paste(event.clipboardData.getData("text/plain"), cursor);
    },
  };
}
