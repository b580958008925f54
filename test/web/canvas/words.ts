import type { Words } from "../../../web/src/canvas/words.ts";
import { makeWords } from "../../../web/src/parts/condition/words.ts";
import { texts as germanCondition } from "../../../web/src/text/de/condition.ts";
import { texts as german } from "../../../web/src/text/de/steps.ts";
import { texts as condition } from "../../../web/src/text/en/condition.ts";
import { texts } from "../../../web/src/text/en/steps.ts";
import { makeFormat } from "../../../web/src/text/make-format.ts";

/** What steps and conditions are described with. */
export const english: Words = {
  texts,
  condition: makeWords(condition.words, makeFormat("en")),
};
export const inGerman: Words = {
  texts: german,
  condition: makeWords(germanCondition.words, makeFormat("de")),
};
