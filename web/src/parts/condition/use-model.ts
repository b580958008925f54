import { useState } from "react";
import { isSame } from "../../canvas/json.ts";
import { type Part, toCondition, toModel } from "./model.ts";

type Held = { root: Part | undefined; focusId: number | undefined };

const jsonOf = (root: Part | undefined) => root && toCondition(root);
const hold = (value: unknown): Held => ({
  root: value === undefined ? undefined : toModel(value),
  focusId: undefined,
});

/**
 * The tree of a value that its owner keeps as JSON. It stays the same tree while the owner gives
 * back what it was told, so that fields keep their focus; any other value makes a new one.
 */
export function useModel(value: unknown, onChange: (value: unknown) => void) {
  const [held, setHeld] = useState(() => hold(value));
  let shown = held;
  if (!isSame(jsonOf(held.root), value)) {
    shown = hold(value);
    setHeld(shown);
  }
  const change = (root: Part | undefined, focusId?: number) => {
    setHeld({ root, focusId });
    onChange(jsonOf(root));
  };
  return { ...shown, change };
}
