import { lazyValue } from "../parts/lazy-value.ts";
import { type Language, useLanguage } from "./language.tsx";
import type { Like } from "./like.ts";
import { pseudo } from "./pseudo.ts";

export type { Like };

/** English ships with its page; other languages are loaded when they are shown. */
type Sources<T> = { en: T; de: () => Promise<{ texts: Like<T> }> };

/** The texts of one noun. Call it once, beside the page; `useTexts` reads it. */
export function catalogue<T extends object>(sources: Sources<T>): (language: Language) => Like<T> {
  // Where the translation can't be loaded, what is shown in English is better than nothing.
  const german = lazyValue(async () => {
    const loaded = await sources.de().catch(() => undefined);
    return loaded?.texts ?? (sources.en as unknown as Like<T>);
  });
  let marked: Like<T> | undefined;
  return (language) => {
    if (language === "de") return german.use();
    if (language === "pseudo") {
      marked ??= pseudo(sources.en) as Like<T>;
      return marked;
    }
    return sources.en as unknown as Like<T>;
  };
}

/** The texts in the viewer's language; suspends while they load. */
export const useTexts = <T>(texts: (language: Language) => T): T => texts(useLanguage().language);
