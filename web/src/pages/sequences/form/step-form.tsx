import { Button, NativeSelect, TextInput } from "@mantine/core";
import { type ReactNode, useState } from "react";
import type { Step } from "../../../canvas/definition.ts";
import { describeStep } from "../../../canvas/describe-step.ts";
import { renameStep, setStep } from "../../../canvas/edits.ts";
import { modeOf, modesOf, shownFields } from "../../../canvas/modes.ts";
import { alternativesOf } from "../../../canvas/schema.ts";
import { Icon } from "../../../parts/icon.tsx";
import { useTexts } from "../../../text/catalogue.ts";
import { textOf } from "../../../text/text-of.ts";
import type { OpenSequence } from "../open-sequence.ts";
import { useWords } from "../use-words.ts";
import { fieldTexts, useForm } from "./context.ts";
import classes from "./form.module.css";
import { FormHead } from "./form-head.tsx";
import { ObjectFields } from "./object-fields.tsx";

type Props = {
  sequence: OpenSequence;
  name: string;
  step: Step;
  close: ReactNode;
  children: ReactNode;
  onRenamed: (name: string) => void;
  onRemove: (name: string) => void;
};

/** A step's form, made from the schema of its kind. */
export function StepForm({ sequence, name, step, close, children, onRenamed, onRemove }: Props) {
  const texts = useTexts(fieldTexts);
  const words = useWords();
  const { defs } = useForm();
  const { definition, edit } = sequence;
  const schema = alternativesOf({ $ref: "#/$defs/Step" }, defs).find(
    (one) => one.properties?.kind?.const === step.kind,
  );
  const modes = modesOf(step.kind);
  const mode = modeOf(step);
  const path = `/steps/${name}`;
  const set = (next: Step, at: string) => edit(setStep(definition, name, next), at);
  const about = textOf(words.texts.about, step.kind);
  return (
    <>
      <FormHead
        title={describeStep(step, words)}
        about={about ?? schema?.description ?? ""}
        close={close}
      />
      <div className={classes.body}>
        {children}
        <fieldset disabled={!sequence.mayEdit} data-form className={classes.fields}>
          {modes.length > 1 && (
            <NativeSelect
              label={textOf(texts.modeLabel, step.kind)}
              value={mode?.name}
              data={modes.map((one) => ({
                value: one.name,
                label: textOf(texts.mode, one.name) ?? one.name,
              }))}
              onChange={({ currentTarget }) => {
                const chosen = modes.find((one) => one.name === currentTarget.value);
                if (chosen) set(chosen.make(step), path);
              }}
            />
          )}
          {schema && (
            <ObjectFields
              name={name}
              label={name}
              isRequired
              schema={schema}
              path={path}
              value={step}
              names={shownFields(step, Object.keys(schema.properties ?? {}))}
              onChange={(next, at) => set(next as Step, at)}
            />
          )}
          <StepName
            name={name}
            rename={(next) => {
              const renamed = renameStep(definition, name, next);
              if (!renamed) return false;
              edit(renamed);
              onRenamed(next);
              return true;
            }}
          />
        </fieldset>
        {sequence.mayEdit && (
          <Button
            variant="subtle"
            color="red"
            size="xs"
            className={classes.adder}
            leftSection={<Icon name="trash" size={14} />}
            onClick={() => onRemove(name)}
          >
            {texts.deleteStep}
          </Button>
        )}
      </div>
    </>
  );
}

/** The step's name in the definition; it is changed everywhere once the field is left. */
function StepName({ name, rename }: { name: string; rename: (next: string) => boolean }) {
  const texts = useTexts(fieldTexts);
  const [typed, setTyped] = useState(name);
  const [isWrong, setIsWrong] = useState(false);
  const commit = () => setIsWrong(typed !== name && !rename(typed));
  return (
    <TextInput
      label={texts.id}
      value={typed}
      error={isWrong && texts.idFault}
      maxLength={60}
      spellCheck={false}
      onChange={({ currentTarget }) => setTyped(currentTarget.value)}
      onBlur={commit}
      onKeyDown={({ key }) => key === "Enter" && commit()}
    />
  );
}
