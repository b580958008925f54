import { EdgeLabelRenderer, type EdgeProps } from "@xyflow/react";
import { memo, useContext } from "react";
import { describeExit } from "../../../canvas/describe-step.ts";
import { exitsOf } from "../../../canvas/exits.ts";
import { GAP } from "../../../canvas/layout.ts";
import { Icon } from "../../../parts/icon.tsx";
import { useTexts } from "../../../text/catalogue.ts";
import { useWords } from "../use-words.ts";
import classes from "./arrow.module.css";
import type { ArrowEdge } from "./flow.ts";
import { ActsContext, OnStepsContext } from "./marks.ts";
import { canvasTexts } from "./texts.ts";

const put = (x: number, y: number) => ({
  transform: `translate(-50%, -50%) translate(${x}px, ${y}px)`,
});

/** A way from one step to the next: when it is taken, and a plus that puts a step into it. */
export const Arrow = memo(({ id, source, data }: EdgeProps<ArrowEdge>) => {
  const texts = useTexts(canvasTexts);
  const words = useWords();
  const { isEditable, add, goTo } = useContext(ActsContext);
  const { passed } = useContext(OnStepsContext);
  if (!data) return null;
  const { step, path, line, at, jump } = data;
  const exit = step && exitsOf(step).find((one) => one.path === path);
  const label = step && exit && describeExit(step, exit, words);
  const name = label ? texts.addOn(label) : texts.addHere(source);
  return (
    <>
      <path
        d={line}
        className={classes.line}
        data-passed={passed.has(id) || undefined}
        markerEnd="url(#arrow-head)"
      />
      <EdgeLabelRenderer>
        {label && (
          <bdi className={classes.label} style={put(at.x, at.y + 28)} title={label}>
            {label}
          </bdi>
        )}
        {isEditable && (
          <button
            type="button"
            className={classes.plus}
            style={put(at.x, at.y + (label ? 51 : 36))}
            tabIndex={-1}
            aria-label={name}
            title={name}
            onClick={() => add(source, path)}
          >
            <Icon name="plus" size={14} />
          </button>
        )}
        {jump && (
          <button
            type="button"
            className={classes.jump}
            style={put(at.x, at.y + GAP.y + 14)}
            tabIndex={-1}
            aria-label={texts.loop(jump)}
            title={texts.loop(jump)}
            onClick={() => goTo(jump)}
          >
            <Icon name="undo" size={14} />
            <span>{jump}</span>
          </button>
        )}
      </EdgeLabelRenderer>
    </>
  );
});
