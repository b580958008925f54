import { Autocomplete } from "@mantine/core";
import type { ReactNode } from "react";
import classes from "./condition.module.css";
import { suggest } from "./suggest.ts";

type Props = {
  label: string;
  value: string;
  onChange: (value: string) => void;
  suggestions: readonly string[];
  error?: ReactNode;
  /** A second line for a suggestion: a segment's name. */
  describe?: (value: string) => string | undefined;
};

/** More are found by typing. */
const MOST_SHOWN = 50;

/** A name that may be a new one, with suggestions of those in use. */
export function NameInput({ label, value, onChange, suggestions, error, describe }: Props) {
  return (
    <Autocomplete
      aria-label={label}
      placeholder={label}
      value={value}
      onChange={onChange}
      data={[...new Set(suggestions)]}
      limit={MOST_SHOWN}
      filter={suggest}
      error={error}
      className={classes.name}
      selectFirstOptionOnChange={false}
      // In its landmark; fixed, for cards clip what leaves them.
      comboboxProps={{ withinPortal: false, floatingStrategy: "fixed" }}
      renderOption={({ option }) => {
        const about = describe?.(option.value);
        return (
          <span className={classes.option}>
            <bdi>{option.value}</bdi>
            {about && <bdi>{about}</bdi>}
          </span>
        );
      }}
    />
  );
}
