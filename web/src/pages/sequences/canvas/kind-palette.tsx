import { type ReactNode, useState } from "react";
import type { IconName } from "../../../parts/icon.tsx";
import { type Entry, Palette } from "../../../parts/palette.tsx";

/** A kind that may be added: its name, a sentence, and the heading that it stands under. */
export type Kind = { kind: string; icon: IconName; name: string; about: string; group?: string };
type Props = {
  texts: { title: string; search: string; none: string };
  kinds: Kind[];
  onPick: (kind: string) => void;
  onClose: () => void;
  /** Between the field and the kinds. */
  children?: ReactNode;
};

/** Kinds of a thing, each with a sentence, found by typing. */
export function KindPalette({ texts, kinds, onPick, onClose, children }: Props) {
  const [typed, setTyped] = useState("");
  const wanted = typed.trim().toLowerCase();
  const shown = kinds.filter(({ kind, name, about }) =>
    `${kind} ${name} ${about}`.toLowerCase().includes(wanted),
  );
  const groups = [...Map.groupBy(shown, ({ group = "" }) => group)].map(([name, inGroup]) => ({
    name,
    entries: inGroup.map(({ kind, name: label, about, icon }): Entry => {
      return { id: kind, label, about, icon };
    }),
  }));
  return (
    <Palette
      title={texts.title}
      search={texts.search}
      typed={typed}
      onType={setTyped}
      groups={groups}
      onPick={({ id }) => onPick(id)}
      onClose={onClose}
      foot={shown.length === 0 ? texts.none : ""}
    >
      {children}
    </Palette>
  );
}
