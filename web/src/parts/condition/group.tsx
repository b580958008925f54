import { ActionIcon, NativeSelect } from "@mantine/core";
import { useTexts } from "../../text/catalogue.ts";
import { Icon } from "../icon.tsx";
import { AddPart } from "./add-part.tsx";
import classes from "./condition.module.css";
import { useEditor, useFault } from "./editor.ts";
import { removePart, setMode } from "./edits.ts";
import { type Group, MODES, type Mode, type Part } from "./model.ts";
import { PartMenu } from "./part-menu.tsx";
import { PartRow } from "./part-row.tsx";
import { conditionTexts } from "./texts.ts";

type Props = { group: Group; name: string; path: string };

/** How many must hold, and which: rows and groups in it. */
function GroupBox({ group, name, path }: Props) {
  const texts = useTexts(conditionTexts);
  const { root, change } = useEditor();
  const isRoot = root?.id === group.id;
  const fault = useFault(path);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset has a layout of its own
    <div role="group" aria-label={name} className={classes.group} data-root={isRoot || undefined}>
      <div className={classes.groupHead}>
        <NativeSelect
          aria-label={texts.mode}
          value={group.mode}
          className={classes.mode}
          data={MODES.map((mode) => ({ value: mode, label: texts.modes[mode] }))}
          onChange={({ currentTarget }) =>
            change(setMode(root!, group.id, currentTarget.value as Mode))
          }
        />
        <span className={classes.rowActions}>
          <PartMenu part={group} name={name} />
          {!isRoot && (
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={texts.remove(name)}
              onClick={() => change(removePart(root!, group.id))}
            >
              <Icon name="close" size={16} />
            </ActionIcon>
          )}
        </span>
      </div>
      {fault && <p className={classes.fault}>{fault}</p>}
      {group.parts.map((part, at) => (
        <div key={part.id} className={classes.member}>
          {at > 0 && <span className={classes.join}>{texts.joins[group.mode]}</span>}
          <PartBox part={part} at={at} path={`${path}/${group.mode}/${at}`} />
        </div>
      ))}
      <AddPart toId={group.id} />
    </div>
  );
}

/** A row or a group, by what it is. */
export function PartBox({ part, at, path }: { part: Part; at: number; path: string }) {
  const texts = useTexts(conditionTexts);
  return part.kind === "group" ? (
    <GroupBox group={part} name={texts.group(at + 1)} path={path} />
  ) : (
    <PartRow part={part} name={texts.rule(at + 1)} path={path} />
  );
}
