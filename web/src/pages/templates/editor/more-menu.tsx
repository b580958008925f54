import { Menu } from "@mantine/core";
import type { ReactElement } from "react";
import { Icon } from "../../../parts/icon.tsx";
import { useTexts } from "../../../text/catalogue.ts";
import { templateTexts } from "../texts.ts";

const ENTRIES = [
  ["versions", "clock"],
  ["duplicate", "copy"],
  ["delete", "trash"],
] as const;
export type More = (typeof ENTRIES)[number][0];

type Props = { target: ReactElement; isChanged: boolean; onChosen: (name: More) => void };

/** What is done to a template less often; opened at once, for the press that loaded it. */
export function MoreMenu({ target, isChanged, onChosen }: Props) {
  const texts = useTexts(templateTexts);
  return (
    <Menu
      position="bottom-end"
      defaultOpened
      withinPortal={false}
      withInitialFocusPlaceholder={false}
    >
      <Menu.Target>{target}</Menu.Target>
      <Menu.Dropdown>
        {ENTRIES.map(([name, icon]) => (
          <Menu.Item
            key={name}
            leftSection={<Icon name={icon} size={16} />}
            disabled={name === "delete" && isChanged}
            onClick={() => onChosen(name)}
          >
            {texts.actions[name]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
