import { type Definition, ENTER } from "../../../canvas/definition.ts";
import { describeExit, describeStep, describeTrigger } from "../../../canvas/describe-step.ts";
import { outlineOf } from "../../../canvas/outline.ts";
import { Icon } from "../../../parts/icon.tsx";
import { useTexts } from "../../../text/catalogue.ts";
import { useFormat } from "../../../text/format.ts";
import type { OnSteps } from "../canvas/marks.ts";
import { canvasTexts } from "../canvas/texts.ts";
import { iconOf } from "../step-icon.ts";
import { useWords } from "../use-words.ts";
import classes from "./outline.module.css";

type Props = {
  definition: Definition;
  counts: OnSteps["counts"];
  findings: OnSteps["findings"];
  onChoose: (place: string) => void;
  /** Lists the contacts at a step. */
  onInside: (step: string) => void;
};

/** The steps as a list: what a phone shows, and what a screen reader is led to. */
export function Outline({ definition, counts, findings, onChoose, onInside }: Props) {
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
    <ol className={classes.outline} aria-label={texts.canvas}>
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
        return (
          <li key={name} style={{ marginInlineStart: `${Math.min(depth, 6) * 1.25}rem` }}>
            <button type="button" className={classes.row} onClick={() => onChoose(name)}>
              <Icon name={iconOf(step.kind)} />
              <span className={classes.title}>
                <bdi>{describeStep(step, words)}</bdi>
                <small>{[name, ...facts(name)].join(" · ")}</small>
              </span>
            </button>
            {here(name) && (
              <button
                type="button"
                className={classes.here}
                aria-label={`${name}: ${here(name)}`}
                onClick={() => onInside(name)}
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
