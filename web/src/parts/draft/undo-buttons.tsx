import { ActionIcon, Tooltip } from "@mantine/core";
import { useMemo } from "react";
import { type Command, useCommands } from "../../app/commands.tsx";
import { useTexts } from "../../text/catalogue.ts";
import { Icon } from "../icon.tsx";
import type { Draft, DraftState } from "./draft.ts";
import { draftTexts } from "./texts.ts";

type Props = {
  draft: Pick<Draft<unknown>, "undo" | "redo">;
  history: DraftState<unknown>["history"];
};

/** Undo and redo of a draft, by buttons and keys. */
export function UndoButtons({ draft, history: { past, future } }: Props) {
  const texts = useTexts(draftTexts);
  const commands = useMemo<Command[]>(
    () => [
      { id: "undo", label: texts.undo, keys: "mod+z", run: () => draft.undo() },
      { id: "redo", label: texts.redo, keys: "mod+shift+z", run: () => draft.redo() },
    ],
    [texts, draft],
  );
  useCommands(commands);
  const button = (name: "undo" | "redo", isPossible: boolean) => (
    <Tooltip label={texts[name]}>
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={texts[name]}
        opacity={isPossible ? undefined : 0.4}
        // It keeps the focus when nothing is left to undo.
        aria-disabled={!isPossible}
        onClick={() => draft[name]()}
      >
        <Icon name={name} />
      </ActionIcon>
    </Tooltip>
  );
  return (
    <>
      {button("undo", past.length > 0)}
      {button("redo", future.length > 0)}
    </>
  );
}
