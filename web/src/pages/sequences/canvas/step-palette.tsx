import { useState } from "react";
import { useTexts } from "../../../text/catalogue.ts";
import { KINDS } from "../kinds.ts";
import { useWords } from "../use-words.ts";
import { KindPalette } from "./kind-palette.tsx";
import classes from "./step-palette.module.css";
import { canvasTexts } from "./texts.ts";

type Way = { path: string; label: string };
type Props = {
  /** The ways that the step may be put into, when there are several. */
  ways: Way[];
  onPick: (kind: string, path: string) => void;
  onClose: () => void;
};

/** The kinds of steps, and on which way the new one is put. */
export function StepPalette({ ways, onPick, onClose }: Props) {
  const texts = useTexts(canvasTexts);
  const { texts: words } = useWords();
  const [path, setPath] = useState(ways[0]?.path ?? "");
  return (
    <KindPalette
      texts={{ title: texts.add, search: texts.search, none: texts.noKind }}
      kinds={KINDS.map(({ kind, icon, group }) => ({
        ...{ kind, icon },
        name: words.kind[kind],
        about: words.about[kind],
        group: words.group[group],
      }))}
      onPick={(kind) => onPick(kind, path)}
      onClose={onClose}
    >
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
    </KindPalette>
  );
}
