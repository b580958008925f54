import { useTexts } from "../../../text/catalogue.ts";
import { TRIGGERS } from "../kinds.ts";
import { useWords } from "../use-words.ts";
import { KindPalette } from "./kind-palette.tsx";
import { canvasTexts } from "./texts.ts";

type Props = { onPick: (kind: string) => void; onClose: () => void };

/** The kinds of triggers. */
export function TriggerPalette({ onPick, onClose }: Props) {
  const { trigger: texts } = useTexts(canvasTexts);
  const { texts: words } = useWords();
  return (
    <KindPalette
      texts={texts}
      kinds={TRIGGERS.map(({ kind, icon }) => ({
        ...{ kind, icon },
        name: words.trigger[kind],
        about: words.triggerAbout[kind],
      }))}
      onPick={onPick}
      onClose={onClose}
    />
  );
}
