import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useId } from "react";
import { idsOf, useNames } from "../../api/names.ts";
import { appTexts } from "../../app/texts.ts";
import { Icon } from "../../parts/icon.tsx";
import { MESSAGE_STATES } from "../../parts/mail/states.ts";
import { mailTexts } from "../../parts/mail/texts.ts";
import { useTexts } from "../../text/catalogue.ts";
import type { Filters } from "./filters.ts";
import classes from "./messages.module.css";
import { messageTexts } from "./texts.ts";

type Props = {
  filters: Filters;
  onChange: (next: Filters) => void;
  onClear: (() => void) | undefined;
};

/** Narrows the list; what it is narrowed to stands in the address. */
export function FilterBar({ filters, onChange, onClear }: Props) {
  const texts = useTexts(messageTexts);
  const { states } = useTexts(mailTexts);
  const sequences = useNames("sequences");
  const templates = useNames("templates");
  const { state, sequence, step, template, from, until } = filters;
  return (
    <fieldset className={classes.filters}>
      <legend className={classes.legend}>{texts.filters}</legend>
      <NativeSelect
        label={texts.state}
        size="xs"
        value={state ?? ""}
        data={[
          { value: "", label: texts.any },
          ...MESSAGE_STATES.map((value) => ({ value, label: states[value] })),
        ]}
        onChange={({ currentTarget: { value } }) =>
          onChange({ state: MESSAGE_STATES.find((one) => one === value) })
        }
      />
      <Named
        label={texts.sequence}
        value={sequence}
        names={idsOf(sequences.names)}
        isMore={sequences.isMore}
        onChange={(name) => onChange({ sequence: name, step: undefined })}
      />
      {step !== undefined && (
        <Named
          label={texts.step}
          value={step}
          names={[]}
          onChange={(name) => onChange({ step: name })}
        />
      )}
      <Named
        label={texts.template}
        value={template}
        names={idsOf(templates.names)}
        isMore={templates.isMore}
        onChange={(name) => onChange({ template: name })}
      />
      <Day label={texts.from} value={from} onChange={(day) => onChange({ from: day })} />
      <Day label={texts.until} value={until} onChange={(day) => onChange({ until: day })} />
      {onClear && (
        <Button
          size="xs"
          variant="subtle"
          color="gray"
          leftSection={<Icon name="close" size={14} />}
          onClick={onClear}
        >
          {texts.clear}
        </Button>
      )}
    </fieldset>
  );
}

type NamedProps = {
  label: string;
  value: string | undefined;
  names: readonly string[];
  isMore?: boolean;
  onChange: (name: string | undefined) => void;
};

/** One of those offered, chosen or typed: beyond them an id is typed whole. */
function Named({ label, value, names, isMore, onChange }: NamedProps) {
  const id = useId();
  const { any } = useTexts(messageTexts);
  const { list } = useTexts(appTexts);
  const take = (typed: string) => {
    const name = typed.trim();
    if (name !== (value ?? "")) onChange(name || undefined);
  };
  return (
    <>
      <TextInput
        key={value ?? ""}
        label={label}
        size="xs"
        placeholder={any}
        description={isMore && list.typeOn}
        inputWrapperOrder={["label", "input", "description"]}
        defaultValue={value}
        list={id}
        onChange={({ currentTarget }) => {
          const typed = currentTarget.value;
          if (typed === "" || names.includes(typed)) take(typed);
        }}
        onBlur={({ currentTarget }) => take(currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter") take(event.currentTarget.value);
        }}
      />
      <datalist id={id}>
        {names.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </>
  );
}

type DayProps = {
  label: string;
  value: string | undefined;
  onChange: (day: string | undefined) => void;
};

const Day = ({ label, value, onChange }: DayProps) => (
  <TextInput
    type="date"
    label={label}
    size="xs"
    value={value ?? ""}
    onChange={({ currentTarget }) => onChange(currentTarget.value || undefined)}
  />
);
