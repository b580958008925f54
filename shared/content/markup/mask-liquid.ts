import { createHash } from "node:crypto";
import { Tokenizer, TypeGuards } from "liquidjs";
import { plainEngine } from "#shared/content/liquid/index.ts";

/**
 * Hides Liquid from programs that know only markup: each tag and output becomes a word of letters
 * and digits that survives MJML, CSS, attributes and text, and is restored at the end.
 */
export type LiquidMask = {
  /** The source with all its Liquid replaced. */
  covered: string;
  /** The replaced Liquid, in order. */
  pieces: readonly string[];
  /** A word for one more piece of Liquid. */
  cover: (liquid: string) => string;
  /** The text with its words replaced by their Liquid. */
  show: (text: string) => string;
  /** Splits a text into its words, with their Liquid, and the text between. */
  cut: (text: string) => Cut[];
  /** The text without its words. */
  strip: (text: string) => string;
  /** The pieces of the source that `text` lacks. */
  lost: (text: string) => string[];
  /** Matches the word of a tag, such as `{% if %}`. */
  tag: RegExp;
  /** Matches the word of an output, such as `{{ contact.name }}`. */
  output: RegExp;
};

/** A word of a mask with its Liquid, or only text. */
export type Cut = { text: string; liquid?: string };

const PRINTS = /^\{(?:\{|%-?\s*(?:echo|cycle|liquid|increment|decrement|link_url)\b)/;

/** The prefix of the words; a hash is added if the source contains it. */
function prefixFor(source: string): string {
  let prefix = "lqd";
  for (let text = source; source.includes(prefix); text = prefix) {
    prefix = `lqd${createHash("sha256").update(text).digest("hex").slice(0, 12)}`;
  }
  return prefix;
}

/** @throws LiquidError when a tag or an output of `source` has no end */
export function maskLiquid(source: string): LiquidMask {
  const prefix = prefixFor(source);
  const pieces: string[] = [];
  const cover = (liquid: string) =>
    `${prefix}${PRINTS.test(liquid) ? "o" : "t"}${pieces.push(liquid) - 1}z`;

  const covered = new Tokenizer(source)
    .readTopLevelTokens(plainEngine.options)
    .map((token) => {
      const text = source.slice(token.begin, token.end);
      return TypeGuards.isHTMLToken(token) ? text : cover(text);
    })
    .join("");
  const ofSource = pieces.length;

  const matching = (kinds: string) => new RegExp(`${prefix}${kinds}(\\d+)z`);
  const every = new RegExp(matching("[to]"), "g");
  const whole = new RegExp(`^${every.source}$`);
  const between = new RegExp(`(${prefix}[to]\\d+z)`);
  return {
    covered,
    pieces,
    cover,
    show: (text) => text.replace(every, (_, index) => pieces[index]!),
    cut: (text) =>
      text
        .split(between)
        .filter((each) => each !== "")
        .map((each) => {
          const [, index] = whole.exec(each) ?? [];
          return index === undefined ? { text: each } : { text: each, liquid: pieces[+index]! };
        }),
    strip: (text) => text.replace(every, ""),
    lost(text) {
      const found = new Set([...text.matchAll(every)].map(([, index]) => Number(index)));
      return pieces.slice(0, ofSource).filter((_, index) => !found.has(index));
    },
    tag: matching("t"),
    output: matching("o"),
  };
}
