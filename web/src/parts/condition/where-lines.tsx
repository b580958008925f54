import { ActionIcon } from "@mantine/core";
import { useState } from "react";
import { pointerPart } from "../../canvas/json.ts";
import { useTexts } from "../../text/catalogue.ts";
import { Icon } from "../icon.tsx";
import type { Tests } from "./clauses.ts";
import classes from "./condition.module.css";
import { useFault } from "./editor.ts";
import { renameField, setKey } from "./event-edits.ts";
import { NameInput } from "./name-input.tsx";
import type { Rule } from "./rules.ts";
import { TestsEditor } from "./tests-editor.tsx";
import { conditionTexts } from "./texts.ts";
import { suited } from "./value-types.ts";
import type { Word } from "./vocabulary.ts";

type Where = Readonly<Record<string, Tests>>;
type Props = {
  rule: Rule;
  onChange: (rule: Rule) => void;
  path: string;
  fields: readonly Word[];
  /** The key that holds the tests; triggers have the same. */
  name?: string;
};

/** Tests of the event's fields, a line for each field. */
export function WhereLines({ rule, onChange, path, fields, name = "where" }: Props) {
  const where = (rule[name] ?? {}) as Where;
  const set = (next: Where) =>
    onChange(setKey(rule, name, Object.keys(next).length > 0 ? next : undefined));
  return Object.entries(where).map(([field, tests], at) => (
    <WhereLine
      // biome-ignore lint/suspicious/noArrayIndexKey: a field keeps its place while it is renamed
      key={at}
      field={field}
      tests={tests}
      fields={fields}
      path={`${path}/${name}`}
      onRename={(to) => {
        const renamed = renameField(where, field, to);
        if (!renamed) return false;
        set({
          ...renamed,
          [to]: suited(
            tests,
            fields.find((word) => word.name === to),
          ),
        });
        return true;
      }}
      onChange={(next) => set(setKey(where, field, next) as Where)}
    />
  ));
}

type LineProps = {
  field: string;
  tests: Tests;
  fields: readonly Word[];
  path: string;
  /** False when another line has that name. */
  onRename: (to: string) => boolean;
  onChange: (tests: Tests | undefined) => void;
};

function WhereLine({ field, tests, fields, path, onRename, onChange }: LineProps) {
  const texts = useTexts(conditionTexts);
  const [taken, setTaken] = useState<string>();
  const fault = useFault(field === "" ? path : `${path}/${pointerPart(field)}`);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset has a layout of its own
    <div role="group" aria-label={`${texts.detail.where}: ${field}`} className={classes.detail}>
      <span className={classes.detailName}>{texts.detail.where}</span>
      <NameInput
        label={texts.field}
        value={taken ?? field}
        suggestions={fields.map((word) => word.name)}
        error={taken === undefined ? fault : texts.taken}
        onChange={(to) => setTaken(onRename(to) ? undefined : to)}
      />
      <TestsEditor
        tests={tests}
        subject="field"
        path={`${path}/${pointerPart(field)}`}
        word={fields.find((word) => word.name === field)}
        onChange={onChange}
      />
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={texts.remove(`${texts.detail.where} ${field}`)}
        onClick={() => onChange(undefined)}
      >
        <Icon name="close" size={14} />
      </ActionIcon>
    </div>
  );
}
