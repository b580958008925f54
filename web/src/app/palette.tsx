import { Combobox, Modal, ScrollArea, useCombobox } from "@mantine/core";
import { useState } from "react";
import { useTexts } from "../text/catalogue.ts";
import { useAllCommands } from "./commands.tsx";
import { matching } from "./match-commands.ts";
import { appTexts } from "./texts.ts";

/** Places and actions of what is shown, found by typing. */
export function Palette({ onClose }: { onClose: () => void }) {
  const texts = useTexts(appTexts);
  return (
    <Modal
      opened
      onClose={onClose}
      withCloseButton={false}
      aria-label={texts.nav.search}
      yOffset="12vh"
      centered={false}
      padding={0}
      size="lg"
    >
      <Search onDone={onClose} />
    </Modal>
  );
}

function Search({ onDone }: { onDone: () => void }) {
  const texts = useTexts(appTexts);
  const [typed, setTyped] = useState("");
  const commands = useAllCommands();
  const combobox = useCombobox({ opened: true });
  const found = matching(commands, typed).filter(({ id }) => id !== "palette");
  const run = (id: string) => {
    onDone();
    found.find((command) => command.id === id)?.run();
  };
  return (
    <Combobox store={combobox} onOptionSubmit={run}>
      <Combobox.EventsTarget>
        <Combobox.Search
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            combobox.selectFirstOption();
          }}
          placeholder={texts.nav.search}
          aria-label={texts.nav.search}
          data-autofocus
        />
      </Combobox.EventsTarget>
      <ScrollArea.Autosize mah="50vh">
        <Combobox.Options p={4} labelledBy={undefined} aria-label={texts.nav.search}>
          {found.map(({ id, label, keys, group }) => (
            <Combobox.Option key={id} value={id}>
              {label}
              {(group ?? keys) && (
                <span style={{ float: "inline-end", color: "var(--mantine-color-dimmed)" }}>
                  {group ?? keys}
                </span>
              )}
            </Combobox.Option>
          ))}
          {found.length === 0 && <Combobox.Empty>{texts.list.noMatch}</Combobox.Empty>}
        </Combobox.Options>
      </ScrollArea.Autosize>
    </Combobox>
  );
}
