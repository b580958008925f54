import { createHash } from "node:crypto";
import { Tokenizer, TypeGuards } from "liquidjs";
import { plainEngine } from "#shared/content/liquid/index.ts";

/**
 * Liquid inside markup, put out of sight of programs that know only markup: each tag and output is
 * replaced by a plain word of letters and digits, which passes unharmed through MJML, CSS, HTML
 * attributes and text, and is put back at the end.
 */
export type LiquidMask = {
  /** The source with all its Liquid replaced. */
  covered: string;
  /** All that was replaced, in order. */
  pieces: readonly string[];
  /** A word for one more piece of Liquid. */
  cover: (liquid: string) => string;
  /** The text with its words replaced by their Liquid. */
  show: (text: string) => string;
  /** The text cut into words, each with its Liquid, and what is between them. */
  cut: (text: string) => Cut[];
  /** The text without its words. */
  strip: (text: string) => string;
  /** The pieces of the source that `text` no longer holds. */
  lost: (text: string) => string[];
  /** Matches the word of a piece that only steers, such as `{% if %}`. */
  tag: RegExp;
  /** Matches the word of a piece that prints, such as `{{ contact.name }}`. */
  output: RegExp;
};

/** A word of a mask with the Liquid that it stands for, or only text. */
export type Cut = { text: string; liquid?: string };

const PRINTS = /^\{(?:\{|%-?\s*(?:echo|cycle|liquid|increment|decrement|link_url)\b)/;

/**
 * What begins the words. Where the source has it, too, a hash of the source follows, which it can't
 * hold.
 */
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
