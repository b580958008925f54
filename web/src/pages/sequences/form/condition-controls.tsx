import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import { ConditionEditor } from "../../../parts/condition/condition-editor.tsx";
import { EditorContext } from "../../../parts/condition/editor.ts";
import { JsonBox } from "../../../parts/condition/json-box.tsx";
import type { Rule } from "../../../parts/condition/rules.ts";
import { TestsEditor } from "../../../parts/condition/tests-editor.tsx";
import { WhereLines } from "../../../parts/condition/where-lines.tsx";
import { Icon } from "../../../parts/icon.tsx";
import { useTexts } from "../../../text/catalogue.ts";
import { type ControlProps, fieldTexts, useFinding, useForm } from "./context.ts";
import classes from "./form.module.css";

/** A condition of a run: it may compare with the entering event. */
export function ConditionControl({ path, value, onChange, label }: ControlProps) {
  const { vocabulary, findings } = useForm();
  return (
    <ConditionEditor
      label={label}
      value={value}
      onChange={(next) => onChange(next, path)}
      vocabulary={vocabulary}
      faults={findings}
      path={path}
      isInRun
    />
  );
}

/** What the parts of the condition editor need where there is no whole condition. */
function Tests({ children }: { children: ReactNode }) {
  const { vocabulary, findings } = useForm();
  const editor = {
    root: undefined,
    change: () => {},
    focusId: undefined,
    vocabulary,
    isInRun: true,
    faults: findings,
  };
  return <EditorContext value={editor}>{children}</EditorContext>;
}

type Where = Record<string, Record<string, unknown>>;

/** Tests of an event's fields. */
export function WhereControl({ path, value, onChange }: ControlProps) {
  const texts = useTexts(fieldTexts);
  const { vocabulary } = useForm();
  const where = (value ?? {}) as Where;
  const fields = vocabulary.events.flatMap((event) => event.fields);
  const add = () => onChange({ ...where, "": { is: "" } }, path);
  return (
    <Tests>
      <WhereLines
        rule={{ event: "", where } as unknown as Rule}
        fields={fields}
        path={path.replace(/\/where$/, "")}
        onChange={(rule) => onChange((rule as { where?: Where }).where, path)}
      />
      <Button
        size="xs"
        variant="default"
        className={classes.adder}
        leftSection={<Icon name="plus" size={14} />}
        disabled={"" in where}
        onClick={add}
      >
        {texts.addOne.where}
      </Button>
    </Tests>
  );
}

/** Tests of one value. */
export function TestsControl({ path, value, onChange }: ControlProps) {
  return (
    <Tests>
      <TestsEditor
        tests={(value ?? {}) as never}
        subject="field"
        path={path}
        onChange={(next) => onChange(next, path)}
      />
    </Tests>
  );
}

/** What no other control knows. */
export const JsonControl = ({ path, value, onChange, label }: ControlProps) => (
  <JsonBox
    label={label}
    value={value}
    error={useFinding(path)}
    onChange={(next) => onChange(next, path)}
  />
);
