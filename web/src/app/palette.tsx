import { type KeyboardEvent, useEffect, useMemo, useState } from "react";
import { Icon } from "../parts/icon.tsx";
import { Keys } from "../parts/keys.tsx";
import { Modal } from "../parts/modal.tsx";
import { useTexts } from "../text/catalogue.ts";
import { useAllCommands } from "./commands.tsx";
import classes from "./palette.module.css";
import { type Entry, groupsFor } from "./palette-groups.ts";
import { appTexts } from "./texts.ts";
import { useFound } from "./use-found.ts";

const optionId = (id: string) => `palette ${id}`.replaceAll(/\s/g, "-");

/** Places, actions of what is shown, and what the API finds, by typing. */
export function Palette({ onClose }: { onClose: () => void }) {
  const texts = useTexts(appTexts);
  const [typed, setTyped] = useState("");
  const [chosen, setChosen] = useState(0);
  const commands = useAllCommands();
  const { groups: found, isSearching } = useFound(typed);
  const groups = useMemo(
    () => groupsFor(commands, typed, found, texts.palette),
    [commands, typed, found, texts],
  );
  const entries = groups.flatMap((group) => group.entries);
  const active = entries[Math.min(chosen, entries.length - 1)];
  const activeId = active && optionId(active.id);
  useEffect(() => {
    if (activeId) document.getElementById(activeId)?.scrollIntoView({ block: "nearest" });
  }, [activeId]);
  const run = (entry: Entry | undefined) => {
    if (!entry) return;
    onClose();
    entry.run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const last = entries.length - 1;
    const at = Math.min(chosen, last);
    const next = {
      ArrowDown: at === last ? 0 : at + 1,
      ArrowUp: at <= 0 ? last : at - 1,
      PageDown: Math.min(last, at + 8),
      PageUp: Math.max(0, at - 8),
    }[event.key];
    if (event.key === "Enter") run(active);
    else if (next !== undefined) setChosen(next);
    else return;
    event.preventDefault();
  };
  return (
    <Modal label={texts.nav.search} onClose={onClose}>
      <div className={classes.search}>
        <Icon name="search" />
        <input
          className={classes.input}
          role="combobox"
          aria-expanded={entries.length > 0}
          aria-controls="palette-list"
          aria-activedescendant={activeId}
          aria-autocomplete="list"
          aria-label={texts.nav.search}
          placeholder={texts.nav.search}
          autoComplete="off"
          spellCheck={false}
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            setChosen(0);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <div id="palette-list" className={classes.list} role="listbox" aria-label={texts.nav.search}>
        {groups.map(({ name, entries: inGroup }) => (
          // biome-ignore lint/a11y/useSemanticElements: a group of options is no fieldset
          <div key={name} role="group" aria-label={name}>
            <div className={classes.group} aria-hidden="true">
              {name}
            </div>
            {inGroup.map((entry) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled where one types
              // biome-ignore lint/a11y/useFocusableInteractive: the focus stays where one types
              <div
                key={entry.id}
                id={optionId(entry.id)}
                className={classes.option}
                role="option"
                aria-selected={entry === active}
                onClick={() => run(entry)}
                onPointerMove={() => setChosen(entries.indexOf(entry))}
              >
                <bdi className={classes.label}>{entry.label}</bdi>
                {entry.hint !== undefined && <bdi className={classes.hint}>{entry.hint}</bdi>}
                {entry.keys !== undefined && <Keys keys={entry.keys} />}
              </div>
            ))}
          </div>
        ))}
      </div>
      <p className={classes.foot} role="status">
        {entries.length === 0 && !isSearching ? texts.list.noMatch : texts.palette.hint}
      </p>
    </Modal>
  );
}
