import { Autocomplete, Input, NativeSelect } from "@mantine/core";
import { own } from "../../../canvas/json.ts";
import { DurationField } from "../../../parts/duration/duration-field.tsx";
import { useTexts } from "../../../text/catalogue.ts";
import { textOf } from "../../../text/text-of.ts";
import { type ControlProps, type FormContext, fieldTexts, useFinding, useForm } from "./context.ts";
import classes from "./form.module.css";

const SUGGESTED: Record<string, (form: FormContext) => string[]> = {
  template: ({ templates }) => templates,
  sequence: ({ sequences }) => sequences,
  segment: ({ vocabulary }) => vocabulary.segments.map(({ id }) => id),
  event: ({ vocabulary }) => vocabulary.events.map(({ name }) => name),
  attribute: ({ vocabulary }) => vocabulary.attributes.map(({ name }) => name),
  date: ({ vocabulary }) => vocabulary.attributes.map(({ name }) => name),
  zone: () => Intl.supportedValuesOf("timeZone"),
};
const MOST_SHOWN = 50;

/** A name, with suggestions of what exists; it may be a new one. */
export function NameControl({ name, path, value, onChange, label, isRequired }: ControlProps) {
  const texts = useTexts(fieldTexts);
  const form = useForm();
  return (
    <Autocomplete
      label={label}
      description={textOf(texts.hint, name)}
      error={useFinding(path)}
      value={String(value ?? "")}
      data={[...new Set(own(SUGGESTED, name)?.(form) ?? [])]}
      limit={MOST_SHOWN}
      selectFirstOptionOnChange={false}
      comboboxProps={{ withinPortal: false, floatingStrategy: "fixed" }}
      onChange={(next) => onChange(next === "" && !isRequired ? undefined : next, path)}
    />
  );
}

export function DurationControl({ path, value, onChange, label, isRequired }: ControlProps) {
  return (
    <div className={classes.labelled}>
      <span aria-hidden="true">{label}</span>
      <DurationField
        label={label}
        value={value as string | undefined}
        isCalendar
        error={useFinding(path)}
        onChange={(next) => {
          if (next !== undefined || !isRequired) onChange(next, path);
        }}
      />
    </div>
  );
}

/** How long before or after a date. */
export function OffsetControl({ path, value, onChange, label }: ControlProps) {
  const texts = useTexts(fieldTexts);
  const error = useFinding(path);
  const text = typeof value === "string" ? value : "";
  const side = text === "" ? "atDate" : text.startsWith("-") ? "before" : "after";
  const span = text.replace(/^-/, "");
  const write = (next: string, amount: string) =>
    onChange(next === "atDate" ? undefined : `${next === "before" ? "-" : ""}${amount}`, path);
  return (
    <div className={classes.labelled}>
      <span aria-hidden="true">{label}</span>
      <div className={classes.line}>
        {side !== "atDate" && (
          <DurationField
            label={label}
            value={span}
            isCalendar
            onChange={(next) => write(side, next ?? "P1D")}
          />
        )}
        <NativeSelect
          aria-label={label}
          value={side}
          data={(["atDate", "before", "after"] as const).map((one) => ({
            value: one,
            label: texts[one],
          }))}
          onChange={({ currentTarget }) => write(currentTarget.value, span || "P1D")}
        />
      </div>
      {error && <Input.Error>{error}</Input.Error>}
    </div>
  );
}
