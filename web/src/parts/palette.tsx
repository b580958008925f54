import { type KeyboardEvent, type ReactNode, useEffect, useState } from "react";
import { Dialog } from "./dialog.tsx";
import { Icon, type IconName } from "./icon.tsx";
import { Keys } from "./keys.tsx";
import classes from "./palette.module.css";

/** What can be picked; `about` is a sentence below its label. */
export type Entry = {
  id: string;
  label: string;
  about?: string;
  icon?: IconName;
  hint?: string;
  keys?: string;
};
/** Entries under a heading; one without a name has none. */
export type Group<E extends Entry = Entry> = { name: string; entries: E[] };

type Props<E extends Entry> = {
  title: string;
  /** The field's label, where it says more than the title. */
  search?: string;
  typed: string;
  onType: (typed: string) => void;
  /** What fits what is typed. */
  groups: readonly Group<E>[];
  onPick: (entry: E) => void;
  onClose: () => void;
  /** What is told below the list. */
  foot: string;
  /** Between the field and the list. */
  children?: ReactNode;
};

const LIST = "palette-list";
const PAGE = 8;
const optionId = (id: string) => `palette ${id}`.replaceAll(/\s/g, "-");

/** A dialog to pick from by typing: the field keeps the focus, arrow keys move, Enter picks. */
export function Palette<E extends Entry>(props: Props<E>) {
  const { title, search = title, typed, onType, groups, onPick, onClose, foot, children } = props;
  const [chosen, setChosen] = useState(0);
  const entries = groups.flatMap((group) => group.entries);
  const last = entries.length - 1;
  const at = Math.min(chosen, last);
  const active = entries[at];
  const activeId = active && optionId(active.id);
  useEffect(() => {
    if (activeId) document.getElementById(activeId)?.scrollIntoView({ block: "nearest" });
  }, [activeId]);
  const onKeyDown = (event: KeyboardEvent) => {
    const next = {
      ArrowDown: at === last ? 0 : at + 1,
      ArrowUp: at <= 0 ? last : at - 1,
      PageDown: Math.min(last, at + PAGE),
      PageUp: Math.max(0, at - PAGE),
    }[event.key];
    if (event.key === "Enter" && active) onPick(active);
    else if (next !== undefined) setChosen(next);
    else return;
    event.preventDefault();
  };
  return (
    <Dialog title={title} isBare size="lg" onClose={onClose}>
      <div className={classes.search}>
        <Icon name="search" />
        <input
          className={classes.input}
          data-autofocus
          role="combobox"
          aria-expanded={entries.length > 0}
          aria-controls={LIST}
          aria-activedescendant={activeId}
          aria-autocomplete="list"
          aria-label={search}
          placeholder={search}
          autoComplete="off"
          spellCheck={false}
          value={typed}
          onChange={({ currentTarget }) => {
            onType(currentTarget.value);
            setChosen(0);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      {children}
      <div id={LIST} className={classes.list} role="listbox" aria-label={title}>
        {groups.map(({ name, entries: inGroup }) => (
          // biome-ignore lint/a11y/useSemanticElements: a group of options is no fieldset
          <div key={name} role="group" aria-label={name || title}>
            {name !== "" && (
              <div className={classes.group} aria-hidden="true">
                {name}
              </div>
            )}
            {inGroup.map((entry) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled where one types
              // biome-ignore lint/a11y/useFocusableInteractive: the focus stays where one types
              <div
                key={entry.id}
                id={optionId(entry.id)}
                className={classes.option}
                role="option"
                aria-selected={entry === active}
                onClick={() => onPick(entry)}
                onPointerMove={() => setChosen(entries.indexOf(entry))}
              >
                <Option entry={entry} />
              </div>
            ))}
          </div>
        ))}
      </div>
      {foot !== "" && (
        <p className={classes.foot} role="status">
          {foot}
        </p>
      )}
    </Dialog>
  );
}

const Option = ({ entry: { label, about, icon, hint, keys } }: { entry: Entry }) => (
  <>
    {icon && <Icon name={icon} />}
    {about === undefined ? (
      <bdi className={classes.label}>{label}</bdi>
    ) : (
      <span className={classes.about}>
        <strong>{label}</strong> <small>{about}</small>
      </span>
    )}
    {hint !== undefined && <bdi className={classes.hint}>{hint}</bdi>}
    {keys !== undefined && <Keys keys={keys} />}
  </>
);
