import { ActionIcon, Select } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useState } from "react";
import { useFoundContacts } from "../api/names.ts";
import { appTexts } from "../app/texts.ts";
import { useTexts } from "../text/catalogue.ts";
import classes from "./contact-picker.module.css";
import { Icon } from "./icon.tsx";

type Props = {
  /** The contact's id. */
  value: string | undefined;
  onChange: (id: string | undefined) => void;
  label: string;
};

const SHOWN = 20;

/** Chooses a contact by the beginning of its address or id; arrows step through those found. */
export function ContactPicker({ value, onChange, label }: Props) {
  const texts = useTexts(appTexts);
  const [typed, setTyped] = useState("");
  const [q] = useDebouncedValue(typed.trim(), 150);
  // One more than is shown tells whether there are more.
  const { data: found = [] } = useFoundContacts(q, SHOWN + 1);
  const contacts = found.slice(0, SHOWN);
  const known = new Map(contacts.map(({ id, email }) => [id, email]));
  if (value !== undefined && !known.has(value)) known.set(value, value);
  const ids = [...known.keys()];
  const at = value === undefined ? -1 : ids.indexOf(value);
  const step = (by: number) => {
    const next = ids[at + by];
    if (next !== undefined) onChange(next);
  };
  return (
    <div className={classes.picker}>
      <Select
        aria-label={label}
        placeholder={label}
        size="xs"
        searchable
        clearable
        clearButtonProps={{ "aria-label": texts.actions.remove }}
        value={value ?? null}
        data={[
          ...ids.map((id) => ({ value: id, label: known.get(id) ?? id })),
          ...(found.length > SHOWN
            ? [{ value: "", label: texts.list.typeOn, disabled: true }]
            : []),
        ]}
        // The API has searched already, by ids too.
        filter={({ options }) => options}
        onSearchChange={(text) => setTyped([...known.values()].includes(text) ? "" : text)}
        onChange={(id) => onChange(id ?? undefined)}
        nothingFoundMessage={texts.list.noMatch}
        className={classes.select}
      />
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={texts.peek.previous}
        disabled={at <= 0}
        onClick={() => step(-1)}
      >
        <Icon name="left" size={16} />
      </ActionIcon>
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={texts.peek.next}
        disabled={at >= ids.length - 1}
        onClick={() => step(1)}
      >
        <Icon name="right" size={16} />
      </ActionIcon>
    </div>
  );
}
