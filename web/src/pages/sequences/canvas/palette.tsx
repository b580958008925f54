import { type KeyboardEvent, type ReactNode, useEffect, useState } from "react";
import { Icon, type IconName } from "../../../parts/icon.tsx";
import { Modal } from "../../../parts/modal.tsx";
import classes from "./palette.module.css";

/** A kind that may be added: its name, a sentence, and the heading that it stands under. */
export type Kind = { kind: string; icon: IconName; name: string; about: string; group?: string };
type Props = {
  texts: { title: string; search: string; kinds: string; none: string };
  kinds: Kind[];
  onPick: (kind: string) => void;
  onClose: () => void;
  /** Between the field and the kinds. */
  children?: ReactNode;
};

const optionId = (kind: string) => `kind-${kind}`;

/** Kinds of a thing, each with a sentence, found by typing; the field keeps the focus. */
export function Palette({ texts, kinds, onPick, onClose, children }: Props) {
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(0);
  const wanted = typed.trim().toLowerCase();
  const shown = kinds.filter(({ kind, name, about }) =>
    `${kind} ${name} ${about}`.toLowerCase().includes(wanted),
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
    if (event.key === "Enter" && active) onPick(active);
    else if (next !== undefined) setAt(next);
    else return;
    event.preventDefault();
  };
  return (
    <Modal label={texts.title} onClose={onClose}>
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
      {children}
      <div id="kinds" className={classes.list} role="listbox" aria-label={texts.kinds}>
        {[...new Set(shown.map(({ group }) => group))].map((group = "") => (
          // biome-ignore lint/a11y/useSemanticElements: a group of options is no fieldset
          <div key={group} role="group" aria-label={group || texts.kinds}>
            {group !== "" && (
              <div className={classes.group} aria-hidden="true">
                {group}
              </div>
            )}
            {shown
              .filter((one) => (one.group ?? "") === group)
              .map(({ kind, icon, name, about }) => (
                // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus
                // biome-ignore lint/a11y/useKeyWithClickEvents: its keys are the field's
                <div
                  key={kind}
                  id={optionId(kind)}
                  role="option"
                  aria-selected={kind === active}
                  className={classes.kind}
                  onClick={() => onPick(kind)}
                >
                  <Icon name={icon} />
                  <span>
                    <strong>{name}</strong> <small>{about}</small>
                  </span>
                </div>
              ))}
          </div>
        ))}
      </div>
      {shown.length === 0 && <p className={classes.none}>{texts.none}</p>}
    </Modal>
  );
}
