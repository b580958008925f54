import type { Definition } from "../../../canvas/definition.ts";
import { describeExit } from "../../../canvas/describe-step.ts";
import { useWords } from "../use-words.ts";
import type { Line } from "./lines.ts";
import classes from "./picture.module.css";

/** The words of an arrow, and where it leads when that is above it. */
export function Way({ line, definition }: { line: Line; definition: Definition }) {
  const words = useWords();
  const { edge, at, pill } = line;
  const step = definition.steps[edge.from];
  const said = step && describeExit(step, { path: edge.path, target: edge.to }, words);
  return (
    <>
      {said && (
        <bdi className={classes.way} style={{ left: at.x, top: at.y }}>
          {said}
        </bdi>
      )}
      {pill && (
        <span className={classes.jump} style={pill}>
          <bdi className={classes.pill}>
            {words.texts.way.loop} ↑ {edge.to}
          </bdi>
        </span>
      )}
    </>
  );
}
