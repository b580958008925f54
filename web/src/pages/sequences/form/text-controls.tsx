import { Autocomplete, Input, NativeSelect, type OptionsFilter } from "@mantine/core";
import { type KeyboardEvent, useState } from "react";
import { own } from "../../../canvas/json.ts";
import { DurationField } from "../../../parts/duration/duration-field.tsx";
import { useTexts } from "../../../text/catalogue.ts";
import { textOf } from "../../../text/text-of.ts";
import { type ControlProps, type FormContext, fieldTexts, useFinding, useForm } from "./context.ts";
import classes from "./form.module.css";
import { TemplateLink } from "./template-link.tsx";

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
/** Before one types: the present value would narrow them to itself. */
const ALL: OptionsFilter = ({ options, limit }) => options.slice(0, limit);

/**
 * A name, with suggestions of what exists; it may be a new one. What is typed counts once it is
 * chosen, entered or left; until then Esc closes the suggestions first.
 */
export function NameControl({ name, path, value, onChange, label, isRequired }: ControlProps) {
  const texts = useTexts(fieldTexts);
  const form = useForm();
  const [typed, setTyped] = useState<{ text: string; over: unknown }>();
  const [isOpen, setIsOpen] = useState(false);
  const stored = String(value ?? "");
  // Another value than the one typed over came from elsewhere, such as an undo.
  const isTyped = typed !== undefined && typed.over === value;
  const text = isTyped ? typed.text : stored;
  const commit = (next: string) => {
    setTyped(undefined);
    if (next !== stored) onChange(next === "" && !isRequired ? undefined : next, path);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape" && isOpen) event.preventDefault();
    else if (event.key === "Escape" || event.key === "Enter") commit(text);
    if (event.key === "Enter") setIsOpen(false);
  };
  return (
    <>
      <Autocomplete
        label={label}
        description={textOf(texts.hint, name)}
        error={useFinding(path)}
        value={text}
        data={[...new Set(own(SUGGESTED, name)?.(form) ?? [])]}
        limit={MOST_SHOWN}
        {...(!isTyped && { filter: ALL })}
        selectFirstOptionOnChange={false}
        comboboxProps={{ withinPortal: false, floatingStrategy: "fixed" }}
        onChange={(next) => setTyped({ text: next, over: value })}
        dropdownOpened={isOpen}
        onDropdownOpen={() => setIsOpen(true)}
        onDropdownClose={() => setIsOpen(false)}
        onOptionSubmit={commit}
        onBlur={() => commit(text)}
        onKeyDown={onKeyDown}
      />
      {name === "template" && <TemplateLink id={stored} />}
    </>
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
