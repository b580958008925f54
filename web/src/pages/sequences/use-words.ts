import { useMemo } from "react";
import type { Words } from "../../canvas/describe-condition.ts";
import { catalogue, useTexts } from "../../text/catalogue.ts";
import { texts as en } from "../../text/en/steps.ts";
import { useFormat } from "../../text/format.ts";

const stepTexts = catalogue({ en, de: () => import("../../text/de/steps.ts") });

/** The words in which steps, triggers and conditions say what they do, in the viewer's language. */
export function useWords(): Words {
  const texts = useTexts(stepTexts);
  const { locale } = useFormat();
  return useMemo(() => ({ texts, locale }), [texts, locale]);
}
