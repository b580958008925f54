import { useLanguage } from "./language.tsx";
import { type Format, makeFormat } from "./make-format.ts";

export type { Format };

/** The viewer's own variant of a language (`en-GB`), which decides how dates are written. */
function localeOf(language: string): string {
  const name = language === "pseudo" ? "en" : language;
  return navigator.languages.find((one) => one.split("-")[0] === name) ?? name;
}

const known = new Map<string, Format>();

/** Made once: its dozen formats of Intl would cost each row of a list half a millisecond. */
export function useFormat(): Format {
  const locale = localeOf(useLanguage().language);
  const format = known.get(locale) ?? makeFormat(locale);
  known.set(locale, format);
  return format;
}
