import type { texts as en } from "../../text/en/condition.ts";
import type { Like } from "../../text/like.ts";
import type { Format } from "../../text/make-format.ts";
import type { Mode } from "./model.ts";

type Texts = Like<typeof en>["words"];

/** What a sentence is made of: the words of a language, and its numbers and units. */
export type Words = Texts & {
  more: string;
  join: Record<Mode, (parts: string[]) => string>;
  number: (value: number) => string;
  duration: (iso: string) => string;
};

/** The words of a catalogue together with a format of the same language. */
export const makeWords = (texts: Texts, format: Pick<Format, "number" | "duration">): Words => ({
  ...texts,
  more: "…",
  join: {
    all: (parts) => parts.join(texts.and),
    any: (parts) => parts.join(texts.or),
    none: (parts) =>
      parts.length === 1 ? texts.not(parts[0]!) : texts.neither(parts.join(texts.nor)),
  },
  number: format.number,
  duration: format.duration,
});
