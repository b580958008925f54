import { NativeSelect, TextInput } from "@mantine/core";
import type { Definition } from "../../../canvas/definition.ts";
import { describeExit, describeStep } from "../../../canvas/describe-step.ts";
import { isObject, own } from "../../../canvas/json.ts";
import { useTexts } from "../../../text/catalogue.ts";
import { useWords } from "../use-words.ts";
import {
  ANSWERS,
  type Answer,
  exitAt,
  type OpenStep,
  type Outcomes,
  openSteps,
} from "./outcomes.ts";
import classes from "./simulate.module.css";
import { simulateTexts } from "./texts.ts";

type Props = {
  definition: Definition;
  outcomes: Outcomes;
  onChange: (next: Outcomes) => void;
};

/** The map without a name, or with another value for it. */
const withValue = <T,>(map: Readonly<Record<string, T>>, name: string, value: T | undefined) => {
  const { [name]: _, ...others } = map;
  return value === undefined ? others : { ...others, [name]: value };
};

/** What chance, or another system, decides: which way the simulated contact is given. */
export function ChooseOutcomes({ definition, outcomes, onChange }: Props) {
  const { outcomes: texts } = useTexts(simulateTexts);
  const open = openSteps(definition);
  const hasHoldout = typeof definition.holdout === "number" && definition.holdout > 0;
  if (open.length === 0 && !hasHoldout) return null;
  const { holdout } = outcomes;
  return (
    <section className={classes.part}>
      <h2>{texts.title}</h2>
      {hasHoldout && (
        <NativeSelect
          size="xs"
          label={texts.holdout}
          value={holdout === undefined ? "" : String(holdout)}
          data={[
            { value: "", label: texts.chance },
            { value: "false", label: texts.in },
            { value: "true", label: texts.out },
          ]}
          onChange={({ currentTarget: { value } }) =>
            onChange({ ...outcomes, holdout: value === "" ? undefined : value === "true" })
          }
        />
      )}
      {open.map((one) =>
        one.isRequest ? (
          <Reply key={one.name} open={one} outcomes={outcomes} onChange={onChange} />
        ) : (
          <Chance key={one.name} open={one} outcomes={outcomes} onChange={onChange} />
        ),
      )}
    </section>
  );
}

type StepProps = Omit<Props, "definition"> & { open: OpenStep };

function Chance({ open: { name, step, ways }, outcomes, onChange }: StepProps) {
  const { outcomes: texts } = useTexts(simulateTexts);
  const words = useWords();
  const say = (at: number) => {
    const exit = exitAt(step, at);
    const share = exit && describeExit(step, exit, words);
    return texts.way(share ?? ways[at]!, exit?.target ?? words.texts.end);
  };
  return (
    <NativeSelect
      size="xs"
      label={texts.at(describeStep(step, words), name)}
      value={own(outcomes.ways, name) ?? ""}
      data={[
        { value: "", label: texts.chance },
        ...ways.map((way, at) => ({ value: way, label: say(at) })),
      ]}
      onChange={({ currentTarget: { value } }) =>
        onChange({ ...outcomes, ways: withValue(outcomes.ways, name, value || undefined) })
      }
    />
  );
}

function Reply({ open: { name, step }, outcomes, onChange }: StepProps) {
  const { outcomes: texts } = useTexts(simulateTexts);
  const words = useWords();
  const answer = own(outcomes.answers, name) ?? "ok";
  const isRead = isObject(step.map) && ["ok", "second"].includes(answer);
  return (
    <>
      <NativeSelect
        size="xs"
        label={texts.at(describeStep(step, words), name)}
        value={answer}
        data={ANSWERS.map((value) => ({ value, label: texts.answers[value] }))}
        onChange={({ currentTarget: { value } }) =>
          onChange({ ...outcomes, answers: withValue(outcomes.answers, name, value as Answer) })
        }
      />
      {isRead && (
        <TextInput
          size="xs"
          aria-label={texts.dataOf(name)}
          placeholder={texts.data}
          value={own(outcomes.data, name) ?? ""}
          onChange={({ currentTarget: { value } }) =>
            onChange({ ...outcomes, data: withValue(outcomes.data, name, value || undefined) })
          }
        />
      )}
    </>
  );
}
