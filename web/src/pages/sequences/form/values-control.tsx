import { ActionIcon, Button, NativeSelect, TextInput } from "@mantine/core";
import { pointerPart } from "../../../canvas/json.ts";
import { JsonBox } from "../../../parts/condition/json-box.tsx";
import { NameInput } from "../../../parts/condition/name-input.tsx";
import { Icon } from "../../../parts/icon.tsx";
import { NumberField } from "../../../parts/number-field.tsx";
import { useTexts } from "../../../text/catalogue.ts";
import { textOf } from "../../../text/text-of.ts";
import { type ControlProps, fieldTexts, useForm } from "./context.ts";
import classes from "./form.module.css";
import { blankValue, kindOfValue, VALUE_KINDS } from "./value-kinds.ts";

type Values = Record<string, unknown>;

/** Names and values: what an update sets, what an event or a request carries. */
export function ValuesControl({ name, path, value, onChange, label }: ControlProps) {
  const texts = useTexts(fieldTexts);
  const { vocabulary, findings } = useForm();
  const lines = Object.entries((value ?? {}) as Values);
  const set = (next: [string, unknown][], at = path) => onChange(Object.fromEntries(next), at);
  const names = vocabulary.attributes.map((word) => word.name);
  return (
    <div className={classes.fields}>
      {lines.map(([key, one], at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line keeps its place while it is renamed
        <fieldset key={at} className={classes.item}>
          <legend>{key || "…"}</legend>
          <div className={classes.remover}>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={texts.remove(key)}
              onClick={() => set(lines.toSpliced(at, 1))}
            >
              <Icon name="close" size={14} />
            </ActionIcon>
          </div>
          <NameInput
            label={texts.value.name!}
            value={key}
            error={findings.find((one) => one.path === `${path}/${pointerPart(key)}`)?.message}
            suggestions={name === "set" ? names : []}
            onChange={(next) => {
              if (!lines.some(([other], index) => other === next && index !== at))
                set(lines.with(at, [next, one]), `${path} ${at}`);
            }}
          />
          <ValueInput
            value={one}
            isChange={name === "set"}
            attributes={names}
            onChange={(next) => set(lines.with(at, [key, next]), `${path}/${key}`)}
          />
        </fieldset>
      ))}
      <Button
        size="xs"
        variant="default"
        className={classes.adder}
        leftSection={<Icon name="plus" size={14} />}
        disabled={lines.some(([key]) => key === "")}
        onClick={() => set([...lines, ["", ""]])}
      >
        {textOf(texts.addOne, name) ?? texts.add(label)}
      </Button>
    </div>
  );
}

type ValueProps = {
  value: unknown;
  isChange: boolean;
  attributes: string[];
  onChange: (value: unknown) => void;
};

function ValueInput({ value, isChange, attributes, onChange }: ValueProps) {
  const texts = useTexts(fieldTexts);
  const kind = kindOfValue(value);
  const kinds = VALUE_KINDS.filter((one) => isChange || !["add", "append", "remove"].includes(one));
  const inner = (value as Values | null)?.[kind];
  const label = textOf(texts.value, kind) ?? kind;
  return (
    <>
      <NativeSelect
        aria-label={texts.value.kind}
        value={kind}
        data={kinds.map((one) => ({ value: one, label: texts.value[one] }))}
        onChange={({ currentTarget }) => onChange(blankValue(currentTarget.value))}
      />
      {kind === "text" && (
        <TextInput
          aria-label={label}
          value={String(value)}
          onChange={({ currentTarget }) => onChange(currentTarget.value)}
        />
      )}
      {kind === "number" && (
        <NumberField
          aria-label={label}
          value={value as number}
          onChange={(next) => next !== undefined && onChange(next)}
        />
      )}
      {kind === "boolean" && (
        <NativeSelect
          aria-label={label}
          value={String(value)}
          data={[
            { value: "true", label: texts.yes },
            { value: "false", label: texts.no },
          ]}
          onChange={({ currentTarget }) => onChange(currentTarget.value === "true")}
        />
      )}
      {["event", "attribute", "append", "remove"].includes(kind) && typeof inner === "string" && (
        <NameInput
          label={label}
          value={inner}
          suggestions={kind === "attribute" ? attributes : []}
          onChange={(next) => onChange({ [kind]: next })}
        />
      )}
      {kind === "add" && typeof inner === "number" && (
        <NumberField
          aria-label={label}
          value={inner}
          onChange={(next) => next !== undefined && onChange({ add: next })}
        />
      )}
      {kind === "field" && (
        <NativeSelect
          aria-label={label}
          value={String(inner)}
          data={["email", "locale", "timeZone", "createdAt"]}
          onChange={({ currentTarget }) => onChange({ field: currentTarget.value })}
        />
      )}
      {kind === "other" && <JsonBox label={label} value={value} onChange={onChange} />}
    </>
  );
}
