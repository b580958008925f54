import type { ReactNode } from "react";
import type { Mark } from "../canvas/marks.ts";
import classes from "./picture.module.css";

type BoxProps = {
  onClick: (() => void) | undefined;
  isHere: boolean;
  mark: Mark | undefined;
  children: ReactNode;
};

/** A step's box; a button where steps can be chosen. */
export function Box({ onClick, isHere, mark, children }: BoxProps) {
  const shared = {
    className: classes.box,
    "data-here": isHere || undefined,
    "data-tone": mark?.tone,
  };
  if (!onClick) return <div {...shared}>{children}</div>;
  return (
    <button type="button" aria-current={isHere ? "step" : undefined} onClick={onClick} {...shared}>
      {children}
    </button>
  );
}
