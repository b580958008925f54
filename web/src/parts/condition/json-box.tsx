import { Textarea } from "@mantine/core";
import { useState } from "react";
import { isSame } from "../../canvas/json.ts";
import { useTexts } from "../../text/catalogue.ts";
import classes from "./condition.module.css";
import { conditionTexts } from "./texts.ts";

type Props = {
  label: string;
  value: unknown;
  onChange: (value: unknown) => void;
  error?: string | undefined;
};

const show = (value: unknown) => (value === undefined ? "" : JSON.stringify(value, null, 2));

/** A value as JSON. What is no JSON yet stays in the box, and nothing is told. */
export function JsonBox({ label, value, onChange, error }: Props) {
  const texts = useTexts(conditionTexts);
  const [typed, setTyped] = useState({ text: show(value), value });
  const shown = isSame(typed.value, value) ? typed.text : show(value);
  const fault = faultOf(shown);
  return (
    <Textarea
      aria-label={label}
      value={shown}
      autosize
      minRows={2}
      maxRows={24}
      spellCheck={false}
      classNames={{ input: classes.json }}
      error={fault === undefined ? error : texts.notJson(fault)}
      onChange={({ currentTarget }) => {
        const text = currentTarget.value;
        const next = faultOf(text) === undefined ? read(text) : value;
        setTyped({ text, value: next });
        if (!isSame(next, value)) onChange(next);
      }}
    />
  );
}

const read = (text: string): unknown => (text.trim() === "" ? undefined : JSON.parse(text));

function faultOf(text: string): string | undefined {
  try {
    read(text);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}
