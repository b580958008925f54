import { TextInput, type TextInputProps } from "@mantine/core";
import { useState } from "react";

type Props = Omit<TextInputProps, "value" | "onChange"> & {
  value: number | undefined;
  /** Undefined for an empty field; a text that is no number is not told. */
  onChange: (value: number | undefined) => void;
  isWhole?: boolean;
};

/** A number that may be left empty; half-typed ones (`-`, `1e`) stay in the field. */
export function NumberField({ value, onChange, isWhole = false, ...props }: Props) {
  const [typed, setTyped] = useState({ text: String(value ?? ""), value });
  const text = typed.value === value ? typed.text : String(value ?? "");
  const read = (source: string) => (source.trim() === "" ? undefined : Number(source));
  const isWrong = (found: number | undefined) =>
    found !== undefined && (!Number.isFinite(found) || (isWhole && !Number.isInteger(found)));
  return (
    <TextInput
      inputMode={isWhole ? "numeric" : "decimal"}
      autoComplete="off"
      {...props}
      value={text}
      error={props.error || isWrong(read(text)) || undefined}
      onChange={({ currentTarget }) => {
        const found = read(currentTarget.value);
        const next = isWrong(found) ? value : found;
        setTyped({ text: currentTarget.value, value: next });
        if (next !== value) onChange(next);
      }}
    />
  );
}
