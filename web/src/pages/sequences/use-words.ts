import { useMemo } from "react";
import type { Words } from "../../canvas/words.ts";
import { conditionTexts } from "../../parts/condition/texts.ts";
import { makeWords } from "../../parts/condition/words.ts";
import { catalogue, useTexts } from "../../text/catalogue.ts";
import { texts as en } from "../../text/en/steps.ts";
import { useFormat } from "../../text/format.ts";

const stepTexts = catalogue({ en, de: () => import("../../text/de/steps.ts") });

/** The words in which steps, triggers and conditions say what they do, in the viewer's language. */
export function useWords(): Words {
  const texts = useTexts(stepTexts);
  const { words } = useTexts(conditionTexts);
  const format = useFormat();
  return useMemo(() => ({ texts, condition: makeWords(words, format) }), [texts, words, format]);
}
