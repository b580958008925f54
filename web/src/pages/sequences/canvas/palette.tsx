import { type KeyboardEvent, useEffect, useState } from "react";
import { Icon } from "../../../parts/icon.tsx";
import { Modal } from "../../../parts/modal.tsx";
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

const optionId = (kind: string) => `kind-${kind}`;

/** The kinds of steps, by groups, each with a sentence; found by typing. */
export function StepPalette({ ways, onPick, onClose }: Props) {
  const texts = useTexts(canvasTexts);
  const { texts: words } = useWords();
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(0);
  const [path, setPath] = useState(ways[0]?.path ?? "");
  const wanted = typed.trim().toLowerCase();
  const shown = KINDS.filter(({ kind }) =>
    `${kind} ${words.kind[kind]} ${words.about[kind]}`.toLowerCase().includes(wanted),
  );
  const active = shown[Math.min(at, shown.length - 1)]?.kind;
  useEffect(() => {
    if (active) document.getElementById(optionId(active))?.scrollIntoView({ block: "nearest" });
  }, [active]);
  const onKeyDown = (event: KeyboardEvent) => {
    const last = shown.length - 1;
    const next = { ArrowDown: at >= last ? 0 : at + 1, ArrowUp: at <= 0 ? last : at - 1 }[
      event.key
    ];
    if (event.key === "Enter" && active) onPick(active, path);
    else if (next !== undefined) setAt(next);
    else return;
    event.preventDefault();
  };
  return (
    <Modal label={texts.add} onClose={onClose}>
      <div className={classes.search}>
        <Icon name="search" />
        <input
          role="combobox"
          aria-expanded={shown.length > 0}
          aria-controls="kinds"
          aria-activedescendant={active && optionId(active)}
          aria-autocomplete="list"
          aria-label={texts.search}
          placeholder={texts.search}
          autoComplete="off"
          spellCheck={false}
          value={typed}
          onChange={({ currentTarget }) => {
            setTyped(currentTarget.value);
            setAt(0);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
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
      <div id="kinds" className={classes.list} role="listbox" aria-label={texts.kinds}>
        {[...new Set(shown.map(({ group }) => group))].map((group) => (
          // biome-ignore lint/a11y/useSemanticElements: a group of options is no fieldset
          <div key={group} role="group" aria-label={words.group[group]}>
            <div className={classes.group} aria-hidden="true">
              {words.group[group]}
            </div>
            {shown
              .filter((one) => one.group === group)
              .map(({ kind, icon }) => (
                // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus
                // biome-ignore lint/a11y/useKeyWithClickEvents: its keys are the field's
                <div
                  key={kind}
                  id={optionId(kind)}
                  role="option"
                  aria-selected={kind === active}
                  className={classes.kind}
                  onClick={() => onPick(kind, path)}
                >
                  <Icon name={icon} />
                  <span>
                    <strong>{words.kind[kind]}</strong> <small>{words.about[kind]}</small>
                  </span>
                </div>
              ))}
          </div>
        ))}
      </div>
      {shown.length === 0 && <p className={classes.none}>{texts.noKind}</p>}
    </Modal>
  );
}
