import { ActionIcon } from "@mantine/core";
import type { ReactNode } from "react";
import { useTexts } from "../../text/catalogue.ts";
import { DurationField } from "../duration/duration-field.tsx";
import { Icon } from "../icon.tsx";
import { NumberField } from "../number-field.tsx";
import type { Tests } from "./clauses.ts";
import classes from "./condition.module.css";
import { useFault } from "./editor.ts";
import type { Detail } from "./event-edits.ts";
import { setKey } from "./event-edits.ts";
import { NameInput } from "./name-input.tsx";
import type { Rule } from "./rules.ts";
import { TestsEditor } from "./tests-editor.tsx";
import { conditionTexts } from "./texts.ts";
import type { Word } from "./vocabulary.ts";

type Props = {
  detail: Exclude<Detail, "where">;
  value: unknown;
  fields: readonly Word[];
  path: string;
  /** Undefined removes it. */
  onChange: (value: unknown) => void;
};

/** One detail of an event: how often, within which time, a sum, and so on. */
export function EventDetail(props: Props) {
  const texts = useTexts(conditionTexts);
  const { detail, value, path, onChange } = props;
  const fault = useFault(path);
  switch (detail) {
    case "count":
      return (
        <Line {...props} name={texts.detail.count}>
          <Count value={value as Ends<number>} onChange={onChange} path={path} />
        </Line>
      );
    case "within":
      return (
        <Line {...props} name={texts.lastWithin}>
          <DurationField
            label={texts.detail.within}
            value={value as string}
            error={fault}
            onChange={(next) => next !== undefined && onChange(next)}
          />
        </Line>
      );
    case "since":
      return <Line {...props} name={texts.detail.since} />;
    case "first":
    case "last":
      return (
        <Line {...props} name={texts.detail[detail]}>
          <Moment
            value={(value as { ago: Ends<string> }).ago}
            path={`${path}/ago`}
            onChange={(ago) => onChange(ago && { ago })}
          />
        </Line>
      );
    default:
      return (
        <Line {...props} name={texts.detail[detail]}>
          <Figure {...props} />
        </Line>
      );
  }
}

type LineProps = { name: string; onChange: Props["onChange"]; children?: ReactNode };

function Line({ name, onChange, children }: LineProps) {
  const texts = useTexts(conditionTexts);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset has a layout of its own
    <div role="group" aria-label={name} className={classes.detail}>
      <span className={classes.detailName}>{name}</span>
      {children}
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={texts.remove(name)}
        onClick={() => onChange(undefined)}
      >
        <Icon name="close" size={14} />
      </ActionIcon>
    </div>
  );
}

type Ends<T> = { gte?: T; lte?: T };

/** Without either end there is nothing to test: the detail goes. */
const withEnd = <T,>(
  ends: Ends<T>,
  end: "gte" | "lte",
  value: T | undefined,
): object | undefined => {
  const next = setKey(ends as Rule, end, value);
  return Object.keys(next).length > 0 ? next : undefined;
};

function Count({
  value,
  onChange,
  path,
}: {
  value: Ends<number>;
  onChange: Props["onChange"];
  path: string;
}) {
  const texts = useTexts(conditionTexts);
  const faults = { gte: useFault(`${path}/gte`), lte: useFault(`${path}/lte`) };
  const whole = useFault(path);
  return (
    <>
      {(["gte", "lte"] as const).map((end) => (
        <span key={end} className={classes.end}>
          <span>{end === "gte" ? texts.atLeast : texts.atMost}</span>
          <NumberField
            aria-label={`${texts.detail.count}: ${end === "gte" ? texts.atLeast : texts.atMost}`}
            value={value[end]}
            isWhole
            error={faults[end] ?? whole}
            className={classes.count}
            onChange={(times) => onChange(withEnd(value, end, times))}
          />
        </span>
      ))}
      <span>{texts.times}</span>
    </>
  );
}

function Moment({
  value,
  onChange,
  path,
}: {
  value: Ends<string>;
  onChange: (ago: object | undefined) => void;
  path: string;
}) {
  const texts = useTexts(conditionTexts);
  const faults = { gte: useFault(`${path}/gte`), lte: useFault(`${path}/lte`) };
  const whole = useFault(path);
  return (
    <>
      {(["gte", "lte"] as const).map((end) => (
        <span key={end} className={classes.end}>
          <span>{end === "gte" ? texts.atLeast : texts.atMost}</span>
          <DurationField
            label={end === "gte" ? texts.atLeast : texts.atMost}
            value={value[end]}
            error={faults[end] ?? whole}
            onChange={(length) => onChange(withEnd(value, end, length))}
          />
        </span>
      ))}
      <span>{texts.ago}</span>
    </>
  );
}

function Figure({ value, fields, path, onChange }: Props) {
  const texts = useTexts(conditionTexts);
  const { field, ...tests } = value as { field: string } & Tests;
  return (
    <>
      <NameInput
        label={texts.field}
        value={field}
        suggestions={fields.map((word) => word.name)}
        error={useFault(`${path}/field`)}
        onChange={(next) => onChange({ field: next, ...tests })}
      />
      <TestsEditor
        tests={tests}
        subject="number"
        path={path}
        onChange={(next) => onChange({ field, ...next })}
      />
    </>
  );
}
