import { ActionIcon, Menu } from "@mantine/core";
import { useTexts } from "../../text/catalogue.ts";
import { Icon } from "../icon.tsx";
import type { Tests } from "./clauses.ts";
import { useEditor } from "./editor.ts";
import { duplicatePart, movePart, parentOf, setPart, unwrapPart, wrapPart } from "./edits.ts";
import { setKey } from "./event-edits.ts";
import type { Part } from "./model.ts";
import { conditionTexts } from "./texts.ts";

type Props = {
  part: Part;
  name: string;
  json?: { isShown: boolean; toggle: () => void } | undefined;
};

/** Moves, copies and groups; by keyboard too. */
export function PartMenu({ part, name, json }: Props) {
  const texts = useTexts(conditionTexts);
  const { root, change } = useEditor();
  if (!root) return null;
  const { id } = part;
  const siblings = parentOf(root, id)?.parts ?? [];
  const at = siblings.findIndex((one) => one.id === id);
  const canUnwrap = part.kind === "group" && (root.id !== id || part.parts.length === 1);
  return (
    <Menu withinPortal={false} floatingStrategy="fixed" position="bottom-end" width={240}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={texts.more(name)}>
          <Icon name="more" size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {at > 0 && <Menu.Item onClick={() => change(movePart(root, id, -1))}>{texts.up}</Menu.Item>}
        {at >= 0 && at < siblings.length - 1 && (
          <Menu.Item onClick={() => change(movePart(root, id, 1))}>{texts.down}</Menu.Item>
        )}
        <Menu.Item
          onClick={() => {
            const added = duplicatePart(root, id);
            change(added.root, added.id);
          }}
        >
          {texts.duplicate}
        </Menu.Item>
        <Menu.Item onClick={() => change(wrapPart(root, id, "any"))}>{texts.wrap}</Menu.Item>
        {canUnwrap && (
          <Menu.Item onClick={() => change(unwrapPart(root, id))}>{texts.unwrap}</Menu.Item>
        )}
        {part.kind === "rule" && hasText(part.rule) && (
          <Menu.Item
            onClick={() =>
              change(
                setPart(
                  root,
                  id,
                  setKey(part.rule, "ignoreCase", isFolded(part.rule) ? undefined : true),
                ),
              )
            }
          >
            {isFolded(part.rule) ? texts.matchCase : texts.ignoreCase}
          </Menu.Item>
        )}
        {json && (
          <Menu.Item onClick={json.toggle}>{json.isShown ? texts.asForm : texts.asJson}</Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

const TEXTS = ["is", "isNot", "in", "notIn", "contains", "startsWith", "endsWith"];
const isFolded = (tests: Tests) => tests.ignoreCase === true;
/** Case matters where a text is compared. */
const hasText = (rule: Tests) =>
  (rule.attribute !== undefined || rule.field !== undefined) &&
  TEXTS.some((op) => {
    const value = rule[op];
    return (
      typeof value === "string" ||
      (Array.isArray(value) && value.some((one) => typeof one === "string"))
    );
  });
