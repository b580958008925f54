import { NativeSelect } from "@mantine/core";
import { useTexts } from "../../text/catalogue.ts";
import type { Tests } from "./clauses.ts";
import classes from "./condition.module.css";
import { useEditor, useFault } from "./editor.ts";
import { NameInput } from "./name-input.tsx";
import { CONTACT_FIELDS, type Rule } from "./rules.ts";
import { TestsEditor } from "./tests-editor.tsx";
import { conditionTexts } from "./texts.ts";
import { suited } from "./value-types.ts";

export type FormProps = { rule: Rule; onChange: (rule: Rule) => void; path: string };

export function AttributeForm({ rule, onChange, path }: FormProps) {
  const texts = useTexts(conditionTexts);
  const { vocabulary } = useEditor();
  const { attribute, ...tests } = rule as { attribute: string } & Tests;
  const wordOf = (name: string) => vocabulary.attributes.find((word) => word.name === name);
  return (
    <>
      <NameInput
        label={texts.attribute}
        value={attribute}
        suggestions={vocabulary.attributes.map(({ name }) => name)}
        error={useFault(`${path}/attribute`)}
        onChange={(name) => onChange({ attribute: name, ...suited(tests, wordOf(name)) })}
      />
      <TestsEditor
        tests={tests}
        subject="dated"
        hasDates
        path={path}
        word={wordOf(attribute)}
        onChange={(next) => onChange({ attribute, ...next })}
      />
    </>
  );
}

export function FieldForm({ rule, onChange, path }: FormProps) {
  const texts = useTexts(conditionTexts);
  const { field, ...tests } = rule as { field: (typeof CONTACT_FIELDS)[number] } & Tests;
  const hasSpan = tests.ahead !== undefined || tests.ago !== undefined;
  const choose = (next: string) =>
    onChange({ field: next, ...(next !== "createdAt" && hasSpan ? { is: "" } : tests) });
  return (
    <>
      <NativeSelect
        aria-label={texts.field}
        value={field}
        className={classes.name}
        error={useFault(`${path}/field`)}
        data={CONTACT_FIELDS.map((one) => ({ value: one, label: texts.fields[one] }))}
        onChange={({ currentTarget }) => choose(currentTarget.value)}
      />
      <TestsEditor
        tests={tests}
        subject="dated"
        hasDates={field === "createdAt"}
        path={path}
        onChange={(next) => onChange({ field, ...next })}
      />
    </>
  );
}

export function SegmentForm({ rule, onChange, path }: FormProps) {
  const texts = useTexts(conditionTexts);
  const { vocabulary } = useEditor();
  const { segment, is } = rule as { segment: string; is?: boolean };
  const nameOf = (id: string) => vocabulary.segments.find((one) => one.id === id)?.name;
  return (
    <>
      <Choice
        label={texts.op}
        isOn={is !== false}
        names={texts.membership}
        onChange={(isIn) => onChange(flagged({ segment }, isIn))}
      />
      <NameInput
        label={texts.segment}
        value={segment}
        suggestions={vocabulary.segments.map(({ id }) => id)}
        describe={nameOf}
        error={useFault(`${path}/segment`)}
        onChange={(id) => onChange({ ...rule, segment: id })}
      />
    </>
  );
}

export function FlagForm({ rule, onChange }: FormProps) {
  const texts = useTexts(conditionTexts);
  const key = rule.subscribed === undefined ? "suppressed" : "subscribed";
  return (
    <Choice
      label={texts.op}
      isOn={rule[key] === true}
      names={texts[key]}
      onChange={(isOn) => onChange({ [key]: isOn })}
    />
  );
}

export function TopicForm({ rule, onChange, path }: FormProps) {
  const texts = useTexts(conditionTexts);
  const { topic, is } = rule as { topic: string; is?: boolean };
  return (
    <>
      <Choice
        label={texts.op}
        isOn={is !== false}
        names={texts.subscribed}
        onChange={(isOn) => onChange(flagged({ topic }, isOn))}
      />
      <NameInput
        label={texts.topic}
        value={topic}
        suggestions={["all"]}
        error={useFault(`${path}/topic`)}
        onChange={(name) => onChange({ ...rule, topic: name })}
      />
    </>
  );
}

/** `is` is left out where it says what holds without it. */
const flagged = (rule: Rule, isOn: boolean): Rule => (isOn ? rule : { ...rule, is: false });

type ChoiceProps = {
  label: string;
  isOn: boolean;
  names: { yes: string; no: string } | { in: string; out: string };
  onChange: (isOn: boolean) => void;
};

export function Choice({ label, isOn, names, onChange }: ChoiceProps) {
  const [yes, no] = Object.values(names) as [string, string];
  return (
    <NativeSelect
      aria-label={label}
      value={String(isOn)}
      className={classes.choice}
      data={[
        { value: "true", label: yes },
        { value: "false", label: no },
      ]}
      onChange={({ currentTarget }) => onChange(currentTarget.value === "true")}
    />
  );
}
