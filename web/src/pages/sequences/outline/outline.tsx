import { type Definition, ENTER } from "../../../canvas/definition.ts";
import { describeExit, describeStep, describeTrigger } from "../../../canvas/describe-step.ts";
import { outlineOf } from "../../../canvas/outline.ts";
import { Icon } from "../../../parts/icon.tsx";
import { Status } from "../../../parts/status.tsx";
import { useTexts } from "../../../text/catalogue.ts";
import { useFormat } from "../../../text/format.ts";
import type { OnSteps } from "../canvas/marks.ts";
import { canvasTexts } from "../canvas/texts.ts";
import { iconOf } from "../step-icon.ts";
import { useWords } from "../use-words.ts";
import classes from "./outline.module.css";

type Props = {
  /** What a reader is told of it. */
  label?: string;
  definition: Definition;
  onSteps: OnSteps;
  /** The step at which a run is. */
  chosen?: string | undefined;
  onChoose: (place: string) => void;
};

/** The steps as a list: what a phone shows, and what a screen reader is led to. */
export function Outline({ label, definition, onSteps, chosen, onChoose }: Props) {
  const { marks, counts, findings, showInside } = onSteps;
  const texts = useTexts(canvasTexts);
  const words = useWords();
  const format = useFormat();
  const triggers = Array.isArray(definition.enter) ? definition.enter : [];
  const starts = format.list(triggers.map((trigger) => describeTrigger(trigger, words)));
  const here = (name: string) => {
    const count = counts.get(name)?.here ?? 0;
    return count > 0 && texts.here(format.number(count));
  };
  const facts = (name: string) => {
    const count = counts.get(name);
    return [
      count && count.passed > 0 ? texts.passed(format.number(count.passed)) : "",
      ...(findings.get(name)?.map((one) => `${texts.finding[one.level]}: ${one.message}`) ?? []),
    ].filter(Boolean);
  };
  return (
    <ol className={classes.outline} aria-label={label ?? texts.canvas}>
      <li>
        <button type="button" className={classes.row} onClick={() => onChoose(ENTER)}>
          <Icon name="play" />
          <span className={classes.title}>
            <bdi>{starts || words.texts.noTrigger}</bdi>
            <small>{[texts.about, ...facts(ENTER)].join(" · ")}</small>
          </span>
        </button>
      </li>
      {outlineOf(definition).map(({ name, depth, exits }) => {
        const step = definition.steps[name]!;
        const mark = marks.get(name);
        return (
          <li key={name} style={{ marginInlineStart: `${Math.min(depth, 6) * 1.25}rem` }}>
            <button
              type="button"
              className={classes.row}
              aria-current={name === chosen ? "step" : undefined}
              onClick={() => onChoose(name)}
            >
              <Icon name={iconOf(step.kind)} />
              <span className={classes.title}>
                <bdi>{describeStep(step, words)}</bdi>
                <small>{[name, ...facts(name)].join(" · ")}</small>
              </span>
              {mark && <Status tone={mark.tone}>{mark.label}</Status>}
            </button>
            {showInside && here(name) && (
              <button
                type="button"
                className={classes.here}
                aria-label={`${name}: ${here(name)}`}
                onClick={() => showInside(name)}
              >
                {here(name)}
              </button>
            )}
            {exits.length > 1 && (
              <ul className={classes.exits}>
                {exits.map((exit) => (
                  <li key={exit.path}>
                    <bdi>{describeExit(step, exit, words)}</bdi> → {exit.target ?? words.texts.end}
                  </li>
                ))}
              </ul>
            )}
          </li>
        );
      })}
    </ol>
  );
}
