import { useMemo } from "react";
import { useLanguage } from "./language.tsx";
import { type Format, makeFormat } from "./make-format.ts";

export type { Format };

/** The viewer's own variant of a language (`en-GB`), which decides how dates are written. */
function localeOf(language: string): string {
  const name = language === "pseudo" ? "en" : language;
  return navigator.languages.find((one) => one.split("-")[0] === name) ?? name;
}

export function useFormat(): Format {
  const { language } = useLanguage();
  return useMemo(() => makeFormat(localeOf(language)), [language]);
}
