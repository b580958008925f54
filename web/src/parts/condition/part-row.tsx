import { ActionIcon, NativeSelect, Text } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { useTexts } from "../../text/catalogue.ts";
import { Icon } from "../icon.tsx";
import classes from "./condition.module.css";
import { useEditor, useFault } from "./editor.ts";
import { removePart, setPart } from "./edits.ts";
import { JsonBox } from "./json-box.tsx";
import { type Part, toCondition } from "./model.ts";
import { PartMenu } from "./part-menu.tsx";
import { RuleForm } from "./rule-form.tsx";
import { KINDS, type Kind, kindOf, newRule } from "./rules.ts";
import { conditionTexts } from "./texts.ts";

type Props = { part: Exclude<Part, { kind: "group" }>; name: string; path: string };

/** One condition of a group: its form, or its JSON, and what can be done with it. */
export function PartRow({ part, name, path }: Props) {
  const texts = useTexts(conditionTexts);
  const { root, change } = useEditor();
  const [isJson, setIsJson] = useState(false);
  const row = useFocusWhenAdded(part.id);
  const fault = useFault(path);
  const set = (condition: unknown) => change(setPart(root!, part.id, condition));
  const isForm = part.kind === "rule" && !isJson;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset has a layout of its own
    <div
      role="group"
      aria-label={name}
      className={classes.row}
      ref={row}
      data-fault={fault ? "" : undefined}
    >
      <div className={classes.fields}>
        {isForm ? (
          <>
            <NativeSelect
              aria-label={texts.kind}
              value={kindOf(part.rule)}
              className={classes.kind}
              data={KINDS.map((kind) => ({ value: kind, label: texts.kinds[kind] }))}
              onChange={({ currentTarget }) => set(newRule(currentTarget.value as Kind))}
            />
            <RuleForm rule={part.rule} onChange={set} path={path} />
          </>
        ) : (
          <div className={classes.raw}>
            {part.kind === "raw" && (
              <Text size="sm" c="dimmed">
                {texts.noForm}
              </Text>
            )}
            <JsonBox
              label={`${name}: ${texts.json}`}
              value={toCondition(part)}
              onChange={(value) => value !== undefined && set(value)}
            />
          </div>
        )}
        {fault && <p className={classes.fault}>{fault}</p>}
      </div>
      <div className={classes.rowActions}>
        <PartMenu
          part={part}
          name={name}
          json={
            part.kind === "rule" ? { isShown: isJson, toggle: () => setIsJson(!isJson) } : undefined
          }
        />
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={texts.remove(name)}
          onClick={() => change(removePart(root!, part.id))}
        >
          <Icon name="close" size={16} />
        </ActionIcon>
      </div>
    </div>
  );
}

/** What was just added is what one fills in next. */
function useFocusWhenAdded(id: number) {
  const { focusId } = useEditor();
  const row = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (focusId !== id) return;
    const fields = [...(row.current?.querySelectorAll<HTMLElement>("input, select") ?? [])];
    // After the kind, which was chosen already.
    (fields[1] ?? fields[0])?.focus();
  }, [focusId, id]);
  return row;
}
