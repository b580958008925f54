import { Combobox, Modal, ScrollArea, useCombobox } from "@mantine/core";
import { useState } from "react";
import { Icon } from "../../../parts/icon.tsx";
import { useTexts } from "../../../text/catalogue.ts";
import { KINDS } from "../kinds.ts";
import { useWords } from "../use-words.ts";
import classes from "./palette.module.css";
import { canvasTexts } from "./texts.ts";

export type Way = { path: string; label: string };
type Props = {
  /** The ways that the step may be put into, when there are several. */
  ways: Way[];
  onPick: (kind: string, path: string) => void;
  onClose: () => void;
};

/** The kinds of steps, by groups, each with a sentence; found by typing. */
export function StepPalette({ ways, onPick, onClose }: Props) {
  const texts = useTexts(canvasTexts);
  return (
    <Modal
      opened
      onClose={onClose}
      withCloseButton={false}
      aria-label={texts.add}
      yOffset="10vh"
      centered={false}
      padding={0}
      size="lg"
    >
      <Kinds ways={ways} onPick={onPick} />
    </Modal>
  );
}

function Kinds({ ways, onPick }: Omit<Props, "onClose">) {
  const texts = useTexts(canvasTexts);
  const { texts: words } = useWords();
  const combobox = useCombobox({ opened: true });
  const [typed, setTyped] = useState("");
  const [path, setPath] = useState(ways[0]?.path ?? "");
  const wanted = typed.trim().toLowerCase();
  const shown = KINDS.filter(({ kind }) =>
    `${kind} ${words.kind[kind]} ${words.about[kind]}`.toLowerCase().includes(wanted),
  );
  const groups = [...new Set(shown.map(({ group }) => group))];
  return (
    <Combobox store={combobox} onOptionSubmit={(kind) => onPick(kind, path)}>
      <Combobox.EventsTarget>
        <Combobox.Search
          value={typed}
          onChange={({ currentTarget }) => {
            setTyped(currentTarget.value);
            combobox.selectFirstOption();
          }}
          placeholder={texts.search}
          aria-label={texts.search}
          data-autofocus
          w="100%"
          m={0}
        />
      </Combobox.EventsTarget>
      {ways.length > 1 && (
        <fieldset className={classes.ways}>
          <legend>{texts.which}</legend>
          {ways.map((way) => (
            <label key={way.path}>
              <input
                type="radio"
                name="way"
                checked={way.path === path}
                onChange={() => setPath(way.path)}
              />
              {way.label}
            </label>
          ))}
        </fieldset>
      )}
      <ScrollArea.Autosize mah="60vh">
        <Combobox.Options p={4} labelledBy={undefined} aria-label={texts.kinds}>
          {groups.map((group) => (
            <Combobox.Group key={group} label={words.group[group]}>
              {shown
                .filter((one) => one.group === group)
                .map(({ kind, icon }) => (
                  <Combobox.Option key={kind} value={kind} className={classes.kind}>
                    <Icon name={icon} />
                    <span>
                      <strong>{words.kind[kind]}</strong>
                      <small>{words.about[kind]}</small>
                    </span>
                  </Combobox.Option>
                ))}
            </Combobox.Group>
          ))}
          {shown.length === 0 && <Combobox.Empty>{texts.noKind}</Combobox.Empty>}
        </Combobox.Options>
      </ScrollArea.Autosize>
    </Combobox>
  );
}
