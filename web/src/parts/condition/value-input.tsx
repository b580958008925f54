import { Autocomplete, NativeSelect, TagsInput, TextInput } from "@mantine/core";
import { useTexts } from "../../text/catalogue.ts";
import { DurationField } from "../duration/duration-field.tsx";
import { NumberField } from "../number-field.tsx";
import { type Op, type Role, valueKind } from "./clauses.ts";
import classes from "./condition.module.css";
import { readValue, type Scalar, showValue } from "./list-values.ts";
import { suggest } from "./suggest.ts";
import { conditionTexts } from "./texts.ts";
import { retype, typeOf, VALUE_TYPES, type ValueType } from "./value-types.ts";
import type { Word } from "./vocabulary.ts";

type Props = {
  op: Op;
  value: unknown;
  onChange: (value: unknown) => void;
  subject: Role;
  isInRun: boolean;
  word: Word | undefined;
  error?: string | undefined;
};

/** The value of a test: which field it is depends on the operator and on the value's type. */
export function ValueInput(props: Props) {
  const texts = useTexts(conditionTexts);
  const { op, value, onChange, subject, error } = props;
  switch (valueKind(op)) {
    case "none":
      return null;
    case "duration":
      return (
        <DurationField
          label={texts.ops[op]}
          value={String(value)}
          onChange={(next) => next !== undefined && onChange(next)}
          isCalendar
          error={error}
        />
      );
    case "list":
      return <ListInput {...props} />;
    case "text":
      return (
        <TextInput
          aria-label={texts.value}
          value={String(value)}
          error={error}
          className={classes.value}
          onChange={({ currentTarget }) => onChange(currentTarget.value)}
        />
      );
    default:
      if (subject !== "number") return <TypedInput {...props} />;
      return (
        <NumberField
          aria-label={texts.value}
          value={value as number}
          error={error}
          className={classes.short}
          onChange={(next) => next !== undefined && onChange(next)}
        />
      );
  }
}

/** A value and its type, which decides how it compares: the number 5 is not the text “5”. */
function TypedInput({ op, value, onChange, subject, isInRun, word, error }: Props) {
  const texts = useTexts(conditionTexts);
  const type = typeOf(value);
  const isLimit = valueKind(op) === "limit";
  const isOffered = (one: ValueType) =>
    one === type ||
    (isLimit
      ? one === "text" || one === "number"
      : one !== "entry" || (subject === "field" && op === "is" && isInRun));
  return (
    <>
      <NativeSelect
        aria-label={texts.type}
        value={type}
        className={classes.type}
        data={VALUE_TYPES.filter(isOffered).map((one) => ({ value: one, label: texts.types[one] }))}
        onChange={({ currentTarget }) => onChange(retype(value, currentTarget.value as ValueType))}
      />
      {type === "text" && (
        <Autocomplete
          aria-label={texts.value}
          value={value as string}
          error={error}
          className={classes.value}
          data={(word?.values ?? []).filter((one) => typeof one === "string")}
          filter={suggest}
          comboboxProps={{ withinPortal: false, floatingStrategy: "fixed" }}
          onChange={onChange}
        />
      )}
      {type === "number" && (
        <NumberField
          aria-label={texts.value}
          value={value as number}
          error={error}
          className={classes.short}
          onChange={(next) => next !== undefined && onChange(next)}
        />
      )}
      {type === "boolean" && (
        <NativeSelect
          aria-label={texts.value}
          value={String(value)}
          className={classes.short}
          data={[
            { value: "true", label: texts.yes },
            { value: "false", label: texts.no },
          ]}
          onChange={({ currentTarget }) => onChange(currentTarget.value === "true")}
        />
      )}
      {type === "entry" && (
        <TextInput
          aria-label={texts.entryField}
          placeholder={texts.entryField}
          value={(value as { entry: string }).entry}
          error={error}
          className={classes.value}
          onChange={({ currentTarget }) => onChange({ entry: currentTarget.value })}
        />
      )}
    </>
  );
}

function ListInput({ value, onChange, word, error }: Props) {
  const texts = useTexts(conditionTexts);
  const shown = (value as Scalar[]).map(showValue);
  return (
    <TagsInput
      aria-label={texts.values}
      placeholder={shown.length === 0 ? texts.valuesHint : ""}
      value={shown}
      error={error}
      splitChars={[]}
      allowDuplicates
      className={classes.list}
      data={(word?.values ?? []).map(showValue).filter((one) => !shown.includes(one))}
      comboboxProps={{ withinPortal: false, floatingStrategy: "fixed" }}
      onChange={(next) => onChange(next.map(readValue))}
    />
  );
}
