import { useMemo, useState } from "react";
import { Palette } from "../parts/palette.tsx";
import { useTexts } from "../text/catalogue.ts";
import { useAllCommands } from "./commands.tsx";
import { groupsFor } from "./palette-groups.ts";
import { appTexts } from "./texts.ts";
import { useFound } from "./use-found.ts";

/** Places, actions of what is shown, and what the API finds, by typing. */
export function CommandPalette({ onClose }: { onClose: () => void }) {
  const texts = useTexts(appTexts);
  const [typed, setTyped] = useState("");
  const commands = useAllCommands();
  const { groups: found, isSearching } = useFound(typed);
  const groups = useMemo(
    () => groupsFor(commands, typed, found, texts.palette),
    [commands, typed, found, texts],
  );
  const isNone = groups.length === 0 && !isSearching;
  return (
    <Palette
      title={texts.nav.search}
      typed={typed}
      onType={setTyped}
      groups={groups}
      onPick={({ run }) => {
        onClose();
        run();
      }}
      onClose={onClose}
      foot={isNone ? texts.list.noMatch : texts.palette.hint}
    />
  );
}
