import { NativeSelect, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTexts } from "../../text/catalogue.ts";
import { conditionTexts } from "../condition/texts.ts";
import { NumberField } from "../number-field.tsx";
import classes from "./duration.module.css";
import { CALENDAR_UNITS, EXACT_UNITS, joinAmount, splitDuration, type Unit } from "./duration.ts";

type Props = {
  /** ISO 8601; undefined leaves the field empty. */
  value: string | undefined;
  onChange: (value: string | undefined) => void;
  label: string;
  /** Months and years too, where the calendar's are allowed. */
  isCalendar?: boolean;
  error?: string | undefined;
  autoFocus?: boolean;
};

/** A duration as a number and its unit; one of several units is written as ISO 8601. */
export function DurationField({ value, onChange, label, isCalendar = false, error }: Props) {
  const texts = useTexts(conditionTexts).duration;
  const split = value === undefined ? undefined : splitDuration(value);
  const [unit, setUnit] = useState<Unit>(split?.unit ?? "day");
  const [isFree, setIsFree] = useState(false);
  const isOther = isFree || (value !== undefined && !split);
  const shownUnit = split?.unit ?? unit;
  const units: readonly Unit[] =
    isCalendar || shownUnit === "month" || shownUnit === "year" ? CALENDAR_UNITS : EXACT_UNITS;
  const choose = (chosen: string) => {
    setIsFree(chosen === "other");
    if (chosen === "other") return;
    setUnit(chosen as Unit);
    const amount = split?.amount ?? 1;
    if (value !== undefined) onChange(joinAmount({ amount, unit: chosen as Unit }));
  };
  return (
    <span className={classes.duration}>
      {isOther ? (
        <TextInput
          aria-label={label}
          value={value ?? ""}
          placeholder="P1DT12H"
          error={error}
          className={classes.iso}
          onChange={({ currentTarget }) => onChange(currentTarget.value || undefined)}
        />
      ) : (
        <NumberField
          aria-label={label}
          value={split?.amount}
          error={error}
          isWhole
          className={classes.amount}
          onChange={(amount) =>
            onChange(
              amount === undefined || amount < 0
                ? undefined
                : joinAmount({ amount, unit: shownUnit }),
            )
          }
        />
      )}
      <NativeSelect
        aria-label={`${label}: ${texts.unit}`}
        value={isOther ? "other" : shownUnit}
        className={classes.unit}
        data={[
          ...units.map((one) => ({ value: one, label: texts.units[one] })),
          { value: "other", label: texts.other },
        ]}
        onChange={({ currentTarget }) => choose(currentTarget.value)}
      />
    </span>
  );
}
