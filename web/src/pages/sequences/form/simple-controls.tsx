import { NativeSelect, Switch, TagsInput, Textarea, TextInput } from "@mantine/core";
import { describeStep } from "../../../canvas/describe-step.ts";
import { resolve } from "../../../canvas/schema.ts";
import { NumberField } from "../../../parts/number-field.tsx";
import { useTexts } from "../../../text/catalogue.ts";
import { useFormat } from "../../../text/format.ts";
import { textOf } from "../../../text/text-of.ts";
import { useWords } from "../use-words.ts";
import { type ControlProps, fieldTexts, useFinding, useForm } from "./context.ts";
import classes from "./form.module.css";

const NONE = "\u0000";

/** A text; an empty one removes what need not be there. */
export function TextControl({
  name,
  path,
  value,
  onChange,
  label,
  isRequired,
  schema,
}: ControlProps) {
  const texts = useTexts(fieldTexts);
  const error = useFinding(path);
  const { maxLength, pattern } = resolve(schema, useForm().defs);
  const props = {
    label,
    description: textOf(texts.hint, name),
    error,
    value: String(value ?? ""),
    maxLength,
    required: isRequired,
    withAsterisk: false,
    onChange: ({ currentTarget }: { currentTarget: { value: string } }) =>
      onChange(currentTarget.value === "" && !isRequired ? undefined : currentTarget.value, path),
  };
  if (["text", "description"].includes(name))
    return <Textarea {...props} autosize minRows={2} maxRows={8} />;
  return <TextInput {...props} type={pattern?.startsWith("^([01]") ? "time" : "text"} />;
}

export function NumberControl({
  name,
  path,
  value,
  onChange,
  label,
  isRequired,
  schema,
}: ControlProps) {
  const texts = useTexts(fieldTexts);
  const { type, default: usual } = resolve(schema, useForm().defs);
  return (
    <NumberField
      label={label}
      description={textOf(texts.hint, name)}
      placeholder={usual === undefined ? "" : String(usual)}
      isWhole={type === "integer"}
      value={value as number | undefined}
      error={useFinding(path)}
      onChange={(next) => {
        if (next !== undefined || !isRequired) onChange(next, path);
      }}
    />
  );
}

/** Yes or no; where nothing may be set too, that is a third choice. */
export function BooleanControl({ path, value, onChange, label, schema }: ControlProps) {
  const texts = useTexts(fieldTexts);
  const error = useFinding(path);
  const { default: usual } = resolve(schema, useForm().defs);
  if (usual !== undefined)
    return (
      <Switch
        label={label}
        checked={(value ?? usual) === true}
        onChange={({ currentTarget }) => onChange(currentTarget.checked, path)}
      />
    );
  return (
    <NativeSelect
      label={label}
      error={error}
      value={value === undefined ? NONE : String(value)}
      data={[
        { value: NONE, label: texts.unset },
        { value: "true", label: texts.yes },
        { value: "false", label: texts.no },
      ]}
      onChange={({ currentTarget: { value: chosen } }) =>
        onChange(chosen === NONE ? undefined : chosen === "true", path)
      }
    />
  );
}

export function EnumControl({ path, value, onChange, label, isRequired, schema }: ControlProps) {
  const texts = useTexts(fieldTexts);
  const format = useFormat();
  const { const: only, enum: all = [only] } = resolve(schema, useForm().defs);
  const say = (one: unknown) => textOf(texts.choice, String(one)) ?? format.duration(String(one));
  const options = all.map((one) => ({ value: String(one), label: say(one) }));
  return (
    <NativeSelect
      label={label}
      error={useFinding(path)}
      value={value === undefined ? NONE : String(value)}
      data={isRequired ? options : [{ value: NONE, label: texts.unset }, ...options]}
      onChange={({ currentTarget: { value: chosen } }) =>
        onChange(chosen === NONE ? undefined : all.find((one) => String(one) === chosen), path)
      }
    />
  );
}

/** Where a way leads: any step, by its words, or the end. */
export function TargetControl({ path, value, onChange, label, isRequired }: ControlProps) {
  const texts = useTexts(fieldTexts);
  const words = useWords();
  const { definition } = useForm();
  const steps = Object.entries(definition.steps).map(([id, step]) => ({
    value: id,
    label: `${describeStep(step, words)} (${id})`,
  }));
  const end = { value: NONE, label: texts.end };
  return (
    <NativeSelect
      label={label}
      error={useFinding(path)}
      value={typeof value === "string" ? value : NONE}
      data={[end, ...steps]}
      onChange={({ currentTarget: { value: chosen } }) =>
        onChange(
          chosen === NONE ? (isRequired || value !== undefined ? null : undefined) : chosen,
          path,
        )
      }
    />
  );
}

/** Monday is a Monday: the days are named by the viewer's language. */
const dayName = (index: number, locale: string) =>
  new Intl.DateTimeFormat(locale, { weekday: "short", timeZone: "UTC" }).format(
    new Date(Date.UTC(2024, 0, 1 + index)),
  );

export function WeekdaysControl({ path, value, onChange, label, schema }: ControlProps) {
  const { locale } = useFormat();
  const all = (resolve(schema, useForm().defs).items?.enum ?? []) as string[];
  const chosen = (value ?? []) as string[];
  const toggle = (day: string) => {
    const next = all.filter((one) => (one === day ? !chosen.includes(one) : chosen.includes(one)));
    onChange(next.length > 0 ? next : undefined, path);
  };
  return (
    <fieldset className={classes.days}>
      <legend>{label}</legend>
      {all.map((day, index) => (
        <button
          key={day}
          type="button"
          aria-pressed={chosen.includes(day)}
          onClick={() => toggle(day)}
        >
          {dayName(index, locale)}
        </button>
      ))}
    </fieldset>
  );
}

export function TextsControl({ name, path, value, onChange, label }: ControlProps) {
  const texts = useTexts(fieldTexts);
  return (
    <TagsInput
      label={label}
      description={textOf(texts.hint, name)}
      error={useFinding(path)}
      value={((value ?? []) as unknown[]).map(String)}
      comboboxProps={{ withinPortal: false, floatingStrategy: "fixed" }}
      onChange={(next) => onChange(next.length > 0 ? next : undefined, path)}
    />
  );
}
