import { MiniMap, useStore } from "@xyflow/react";
import { isEnd } from "../../../canvas/graph.ts";
import { useTexts } from "../../../text/catalogue.ts";
import classes from "./canvas.module.css";
import type { PlaceNode } from "./flow.ts";
import { canvasTexts } from "./texts.ts";

const WIDTH_PX = 150;

/** All of the sequence, small, in a column of its own: over the steps it would hide some. */
export function SequenceMap() {
  const texts = useTexts(canvasTexts);
  const height = useStore((state) => state.height);
  // Not measured yet: no scale is to be had of it.
  if (height === 0) return null;
  return (
    <MiniMap<PlaceNode>
      pannable
      zoomable
      ariaLabel={texts.map}
      className={classes.map ?? ""}
      style={{ width: WIDTH_PX, height }}
      nodeColor={({ id }) => (isEnd(id) ? "transparent" : "var(--line-strong)")}
      maskColor="color-mix(in srgb, var(--ground) 70%, transparent)"
    />
  );
}
