import { lazyValue } from "../../parts/lazy-value.ts";

const inGerman = lazyValue(() => import("../../text/de/lint.ts"));
const inEnglish = lazyValue(() => import("../../text/en/lint.ts"));

/** The words of findings, which are many: none are loaded while there is no finding. */
export const loadLintTexts = async (language: string) =>
  (await (language === "de" ? inGerman : inEnglish).load()).texts;
