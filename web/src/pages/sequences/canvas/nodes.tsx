import { Handle, type NodeProps, Position } from "@xyflow/react";
import { memo, type ReactNode, useContext } from "react";
import { ENTER } from "../../../canvas/definition.ts";
import { describeStep, describeTrigger } from "../../../canvas/describe-step.ts";
import { Icon } from "../../../parts/icon.tsx";
import { useTexts } from "../../../text/catalogue.ts";
import { useFormat } from "../../../text/format.ts";
import { groupOf } from "../kinds.ts";
import { iconOf } from "../step-icon.ts";
import { useWords } from "../use-words.ts";
import type { PlaceNode, StepNode } from "./flow.ts";
import { ActsContext, OnStepsContext } from "./marks.ts";
import classes from "./nodes.module.css";
import { canvasTexts } from "./texts.ts";

type Of<T extends PlaceNode["type"]> = NodeProps<Extract<PlaceNode, { type: T }>>;

/** A box with the points at which React Flow fastens arrows; ours have lines of their own. */
const Fastened = ({ children }: { children: ReactNode }) => (
  <>
    <Handle type="target" position={Position.Top} className={classes.handle ?? ""} />
    {children}
    <Handle type="source" position={Position.Bottom} className={classes.handle ?? ""} />
  </>
);

/** A step: its kind as a picture, what it does in words, and what is known of it. */
export const StepBox = memo(
  ({ id, data: { step, isUnreached }, selected }: NodeProps<StepNode>) => {
    const texts = useTexts(canvasTexts);
    const words = useWords();
    const format = useFormat();
    const { cursor, chosen, choose } = useContext(ActsContext);
    const { marks, counts, findings, showInside } = useContext(OnStepsContext);
    if (!step) return null;
    const title = describeStep(step, words);
    const [mark, count, found] = [marks.get(id), counts.get(id), findings.get(id)];
    const level = found?.some((one) => one.level === "error") ? "error" : "warning";
    const here = count && count.here > 0 ? texts.here(format.compact(count.here)) : "";
    const facts = [
      showInside ? "" : here,
      count && count.passed > 0 ? texts.passed(format.compact(count.passed)) : "",
      isUnreached ? texts.unreached : "",
    ].filter(Boolean);
    const problems = found?.map((one) => `${texts.finding[one.level]}: ${one.message}`) ?? [];
    return (
      <Fastened>
        <button
          type="button"
          className={classes.step}
          data-node={id}
          data-chosen={id === chosen || undefined}
          data-selected={selected || undefined}
          data-tone={mark?.tone}
          data-unreached={isUnreached || undefined}
          tabIndex={id === cursor ? 0 : -1}
          aria-pressed={selected}
          aria-current={id === chosen ? "step" : undefined}
          onClick={({ shiftKey, detail }) =>
            choose(id, { isAdded: shiftKey, isByKey: detail === 0 })
          }
        >
          <span className={classes.picture} data-group={groupOf(step.kind)}>
            <Icon name={iconOf(step.kind)} />
          </span>
          <span className={classes.words}>
            <bdi className={classes.title} title={title}>
              {title}
            </bdi>{" "}
            <span className={classes.facts}>
              <span className={classes.name}>{id}</span>
              {facts.map((fact) => (
                <span key={fact}> {fact}</span>
              ))}
            </span>
          </span>
          {mark && <span className={classes.mark}>{mark.label}</span>}
          {found && found.length > 0 && (
            <span className={classes.finding} data-level={level} title={problems.join("\n")}>
              <span className={classes.hidden}>{problems.join(". ")}</span>
              <Icon name="warn" size={16} />
            </span>
          )}
        </button>
        {showInside && here && (
          <button
            type="button"
            className={classes.here}
            tabIndex={id === cursor ? 0 : -1}
            aria-label={`${id}: ${here}`}
            onClick={() => showInside(id)}
          >
            {here}
          </button>
        )}
      </Fastened>
    );
  },
);

/** What starts the sequence. */
export const EnterBox = memo(({ data: { definition } }: Of<"enter">) => {
  const texts = useTexts(canvasTexts);
  const words = useWords();
  const { cursor, chosen, isEditable, choose, addTrigger } = useContext(ActsContext);
  const { findings } = useContext(OnStepsContext);
  const triggers = Array.isArray(definition.enter) ? definition.enter : [];
  const [first, ...others] = triggers.map((trigger) => describeTrigger(trigger, words));
  const said = first ?? words.texts.noTrigger;
  const title = others.length > 0 ? words.texts.more(said, others.length) : said;
  const found = findings.get(ENTER);
  return (
    <Fastened>
      <button
        type="button"
        className={classes.step}
        data-node={ENTER}
        data-chosen={chosen === ENTER || undefined}
        tabIndex={cursor === ENTER ? 0 : -1}
        onClick={({ detail }) => choose(ENTER, { isAdded: false, isByKey: detail === 0 })}
      >
        <span className={classes.picture} data-group="start">
          <Icon name="play" />
        </span>
        <span className={classes.words}>
          <bdi className={classes.title} title={title}>
            {title}
          </bdi>{" "}
          <span className={classes.facts}>{texts.about}</span>
        </span>
        {found && (
          <span className={classes.finding} data-level={found[0]?.level} title={found[0]?.message}>
            <span className={classes.hidden}>
              {found.map((one) => `${texts.finding[one.level]}: ${one.message}`).join(". ")}
            </span>
            <Icon name="warn" size={16} />
          </span>
        )}
      </button>
      {isEditable && (
        <button
          type="button"
          className={classes.plus}
          tabIndex={-1}
          aria-label={texts.trigger.title}
          title={texts.trigger.title}
          onClick={addTrigger}
        >
          <Icon name="plus" size={14} />
        </button>
      )}
    </Fastened>
  );
});

/** An open end: where a run is over, and where a step may be added. */
export const EndBox = memo(({ id, data: { from, path } }: Of<"end">) => {
  const texts = useTexts(canvasTexts);
  const words = useWords();
  const { cursor, isEditable, add } = useContext(ActsContext);
  return (
    <Fastened>
      <div className={classes.endBox}>
        <button
          type="button"
          className={classes.end}
          data-node={id}
          tabIndex={id === cursor ? 0 : -1}
          aria-label={isEditable ? `${words.texts.end}. ${texts.addHere(from)}` : words.texts.end}
          onClick={isEditable ? () => add(from, path) : undefined}
        >
          {words.texts.end}
        </button>
      </div>
    </Fastened>
  );
});
