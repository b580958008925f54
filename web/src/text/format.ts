import { useMemo } from "react";
import { useLanguage } from "./language.tsx";
import { type Format, makeFormat } from "./make-format.ts";

export type { Format };

/** Numbers, dates and lists in the viewer's language. */
export function useFormat(): Format {
  const { language } = useLanguage();
  return useMemo(() => makeFormat(language === "pseudo" ? "en" : language), [language]);
}
