import { Button, Menu } from "@mantine/core";
import { useState } from "react";
import { useTexts } from "../../text/catalogue.ts";
import { Icon } from "../icon.tsx";
import classes from "./condition.module.css";
import { useEditor } from "./editor.ts";
import { addPart } from "./edits.ts";
import { MODES } from "./model.ts";
import { KINDS, newRule } from "./rules.ts";
import { conditionTexts } from "./texts.ts";

/** The topic has one value for now, and says the same as the subscription. */
const OFFERED = KINDS.filter((kind) => kind !== "topic");

/** Adds a condition of a chosen kind, or a group that begins with one. */
export function AddPart({ toId }: { toId: number }) {
  const texts = useTexts(conditionTexts);
  const { root, change } = useEditor();
  const [isChosen, setIsChosen] = useState(false);
  const add = (condition: unknown) => {
    setIsChosen(true);
    const added = addPart(root, toId, condition);
    change(added.root, added.id);
  };
  return (
    <Menu
      withinPortal={false}
      floatingStrategy="fixed"
      position="bottom-start"
      width={300}
      // What was added takes the focus.
      returnFocus={!isChosen}
      onOpen={() => setIsChosen(false)}
    >
      <Menu.Target>
        <Button
          variant="subtle"
          size="xs"
          className={classes.add}
          leftSection={<Icon name="plus" size={14} />}
        >
          {texts.add}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {OFFERED.map((kind) => (
          <Menu.Item key={kind} onClick={() => add(newRule(kind))}>
            {texts.kinds[kind]}
            <span className={classes.hint}>{texts.kindHints[kind]}</span>
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Label>{texts.addGroup}</Menu.Label>
        {MODES.map((mode) => (
          <Menu.Item key={mode} onClick={() => add({ [mode]: [newRule("attribute")] })}>
            {texts.modes[mode]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
