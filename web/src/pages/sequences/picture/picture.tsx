import { useMemo, useRef } from "react";
import { type Definition, ENTER } from "../../../canvas/definition.ts";
import { describeStep, describeTrigger } from "../../../canvas/describe-step.ts";
import { isEnd } from "../../../canvas/graph.ts";
import { layoutOf, type Place } from "../../../canvas/layout.ts";
import { Icon } from "../../../parts/icon.tsx";
import { useFormat } from "../../../text/format.ts";
import type { Mark } from "../canvas/marks.ts";
import { iconOf } from "../step-icon.ts";
import { useWords } from "../use-words.ts";
import { Box } from "./box.tsx";
import { linesOf } from "./lines.ts";
import classes from "./picture.module.css";
import { useScrollTo } from "./use-scroll-to.ts";
import { Way } from "./way.tsx";

type Props = {
  /** Said before the steps are read out. */
  label: string;
  definition: Definition;
  marks?: ReadonlyMap<string, Mark>;
  /** Arrows, by their ids, that a run has passed. */
  passed?: ReadonlySet<string>;
  /** The step that is shown: scrolled into view, and ringed. */
  here?: string | undefined;
  onChoose?: (step: string) => void;
};

const NO_MARKS: ReadonlyMap<string, Mark> = new Map();
const NONE: ReadonlySet<string> = new Set();
const MARGIN = 16;

const at = ({ x, y, width, height }: Place) => ({ left: x, top: y, width, height });

/** A definition to look at: the canvas' picture of it, with marks on its steps. */
export function Picture(props: Props) {
  const { label, definition, marks = NO_MARKS, passed = NONE, here, onChoose } = props;
  const words = useWords();
  const format = useFormat();
  const frame = useRef<HTMLElement>(null);
  const layout = useMemo(() => layoutOf(definition), [definition]);
  const { places, nodes } = layout;
  const all = [...places.values()];
  const width = Math.max(...all.map((one) => one.x + one.width));
  const height = Math.max(...all.map((one) => one.y + one.height));
  useScrollTo(frame, here, definition);
  const lines = useMemo(() => linesOf(layout), [layout]);
  const triggers = Array.isArray(definition.enter) ? definition.enter : [];
  const start =
    triggers.length === 0
      ? words.texts.noTrigger
      : format.list(triggers.map((trigger) => describeTrigger(trigger, words)));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it
    <section ref={frame} className={classes.frame} aria-label={label} tabIndex={0}>
      <div
        className={classes.sheet}
        style={{ width: width + 3 * MARGIN, height: height + 2 * MARGIN }}
      >
        <svg
          className={classes.lines}
          aria-hidden="true"
          width={width + 2 * MARGIN}
          height={height}
        >
          {lines.map(({ edge: { id }, line }) => (
            <path key={id} d={line} data-passed={passed.has(id) || undefined} />
          ))}
        </svg>
        {lines.map((one) => (
          <Way key={one.edge.id} line={one} definition={definition} />
        ))}
        <ol className={classes.nodes}>
          {nodes.map((id) => {
            const place = places.get(id)!;
            if (isEnd(id))
              return (
                <li key={id} className={classes.end} style={at(place)}>
                  <span className={classes.pill}>{words.texts.end}</span>
                </li>
              );
            const step = definition.steps[id];
            const mark = marks.get(id);
            const title = id === ENTER ? start : step ? describeStep(step, words) : id;
            return (
              <li key={id} style={at(place)} className={classes.place}>
                <Box
                  onClick={onChoose && id !== ENTER ? () => onChoose(id) : undefined}
                  isHere={here === id}
                  mark={mark}
                >
                  <Icon name={step ? iconOf(step.kind) : "play"} />
                  <span className={classes.text}>
                    <bdi className={classes.title}>{title}</bdi>
                    {id !== ENTER && <code>{id}</code>}
                  </span>
                  {mark && (
                    <span className={classes.mark} data-tone={mark.tone}>
                      {mark.label}
                    </span>
                  )}
                </Box>
              </li>
            );
          })}
        </ol>
      </div>
    </section>
  );
}
