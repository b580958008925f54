import type { Definition } from "../../../canvas/definition.ts";
import { describeExit, describeStep, describeTrigger } from "../../../canvas/describe-step.ts";
import { outlineOf } from "../../../canvas/outline.ts";
import { Icon } from "../../../parts/icon.tsx";
import { useFormat } from "../../../text/format.ts";
import { iconOf } from "../step-icon.ts";
import { useWords } from "../use-words.ts";
import classes from "./outline.module.css";

type Props = { definition: Definition; counts: Record<string, number> };

/** The steps as a list: what a phone shows, and what a screen reader is led to. */
export function Outline({ definition, counts }: Props) {
  const words = useWords();
  const format = useFormat();
  const { texts } = words;
  const triggers = Array.isArray(definition.enter) ? definition.enter : [];
  return (
    <ol className={classes.outline}>
      <li>
        <div className={classes.row}>
          <Icon name="play" />
          <span className={classes.title}>
            {triggers.length === 0
              ? texts.noTrigger
              : format.list(triggers.map((trigger) => describeTrigger(trigger, words)))}
          </span>
        </div>
      </li>
      {outlineOf(definition).map(({ name, depth, exits }) => {
        const step = definition.steps[name]!;
        return (
          <li key={name} id={`step-${name}`} style={{ marginInlineStart: `${depth * 1.25}rem` }}>
            <div className={classes.row}>
              <Icon name={iconOf(step.kind)} />
              <span className={classes.title}>
                {describeStep(step, words)}
                <code>{name}</code>
              </span>
              {counts[name] !== undefined && <span>{format.number(counts[name])}</span>}
            </div>
            {exits.length > 1 && (
              <ul className={classes.exits}>
                {exits.map((exit) => (
                  <li key={exit.path}>
                    {describeExit(step, exit, words)} → {exit.target ?? texts.end}
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
