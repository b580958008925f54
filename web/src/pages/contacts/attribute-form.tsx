import { Button, Group, NativeSelect, TagsInput, TextInput } from "@mantine/core";
import { useState } from "react";
import { appTexts } from "../../app/texts.ts";
import { isSame } from "../../canvas/json.ts";
import { useLeaveGuard } from "../../parts/draft/use-leave-guard.ts";
import { NumberField } from "../../parts/number-field.tsx";
import { useTexts } from "../../text/catalogue.ts";
import { retypeAttribute, TYPES, type Type, typeOfAttribute } from "./attribute-types.ts";
import classes from "./attributes.module.css";
import type { Value } from "./show-attributes.ts";
import { contactTexts } from "./texts.ts";

type Props = {
  /** Empty for a new one, which is named here. */
  name: string;
  value: Value;
  isPending: boolean;
  onSave: (name: string, value: Value) => void;
  onCancel: () => void;
};

/** The value of one attribute, by its type. */
export function AttributeForm({ name, value: before, isPending, onSave, onCancel }: Props) {
  const texts = useTexts(contactTexts).attribute;
  const { cancel } = useTexts(appTexts).confirm;
  const { save } = useTexts(appTexts).actions;
  const [typedName, setTypedName] = useState(name);
  const [value, setValue] = useState<Value>(before);
  const type = typeOfAttribute(value);
  const isTyped = typedName !== name || !isSame(value, before);
  useLeaveGuard({ isOpen: () => isTyped && !isPending });
  return (
    <form
      className={classes.fields}
      onSubmit={(event) => {
        event.preventDefault();
        onSave(typedName.trim(), value);
      }}
      onKeyDown={(event) => event.key === "Escape" && onCancel()}
    >
      {name === "" && (
        <TextInput
          aria-label={texts.name}
          placeholder={texts.name}
          value={typedName}
          maxLength={100}
          autoFocus
          required
          onChange={({ currentTarget }) => setTypedName(currentTarget.value)}
        />
      )}
      <NativeSelect
        aria-label={texts.type}
        value={type}
        data={TYPES.map((one) => ({ value: one, label: texts.types[one] }))}
        onChange={({ currentTarget }) =>
          setValue(retypeAttribute(value, currentTarget.value as Type))
        }
      />
      {type === "text" && (
        <TextInput
          aria-label={texts.value}
          value={value as string}
          maxLength={2_000}
          autoFocus={name !== ""}
          onChange={({ currentTarget }) => setValue(currentTarget.value)}
        />
      )}
      {type === "number" && (
        <NumberField
          aria-label={texts.value}
          value={value as number}
          autoFocus={name !== ""}
          onChange={(next) => setValue(next ?? 0)}
        />
      )}
      {type === "boolean" && (
        <NativeSelect
          aria-label={texts.value}
          value={String(value)}
          data={[
            { value: "true", label: texts.yes },
            { value: "false", label: texts.no },
          ]}
          onChange={({ currentTarget }) => setValue(currentTarget.value === "true")}
        />
      )}
      {type === "list" && (
        <TagsInput
          aria-label={texts.value}
          placeholder={texts.listHint}
          value={value as string[]}
          splitChars={[]}
          maxTags={100}
          onChange={setValue}
        />
      )}
      <Group gap="xs">
        <Button type="submit" size="xs" loading={isPending}>
          {save}
        </Button>
        <Button size="xs" variant="default" onClick={onCancel}>
          {cancel}
        </Button>
      </Group>
    </form>
  );
}
