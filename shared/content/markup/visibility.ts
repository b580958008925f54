import { readStyle } from "./read-style.ts";

/**
 * Whether what stands at a place of a page is seen; what an element does to its text, an element in
 * it may undo.
 */
export type Visibility = {
  /** It takes no room, whatever is in it. */
  gone: boolean;
  invisible: boolean;
  /** Of letters too small to be read. */
  tiny: boolean;
  /** Of letters without colour. */
  clear: boolean;
};

export const VISIBLE: Visibility = { gone: false, invisible: false, tiny: false, clear: false };

/** Elements whose content no mail program shows as part of the mail. */
const UNSEEN = new Set(
  (
    "title style script template noscript textarea select datalist iframe object noembed noframes " +
    "audio video canvas svg math xml plaintext frameset"
  ).split(" "),
);

/** Nothing as small as this is read. */
const MIN_FONT_PX = 2;
const MIN_OPACITY = 0.05;
/** So far out that it is meant to be out of sight. */
const FAR_OUT = /^-\d{3,}/;
const NO_SCALE = /\bscale(?:x|y|3d)?\(\s*[-+]?0*(?:\.0*)?\s*[,)]/;
const ZERO = /^[-+]?(?:0+(?:\.0*)?|\.0+)(?:[a-z]+|%)?$/;
const CLEAR = /^(?:transparent|(?:rgb|hsl)a?\(.*[,/] *0(?:\.0*)?%? *\))$/;

/**
 * What is seen inside an element, by what is seen around it. `mso-hide` is no hiding: it is
 * Outlook's alone.
 */
export function visibilityIn(
  around: Visibility,
  tag: string,
  attributes: Record<string, string>,
): Visibility {
  if (around.gone) return around;
  const { style, hidden } = attributes;
  if (UNSEEN.has(tag)) return { ...around, gone: true };
  if (style === undefined) return hidden === undefined ? around : { ...around, gone: true };
  const rules = readStyle(style);
  const display = rules.get("display") ?? (hidden === undefined ? "" : "none");
  return {
    gone: display === "none" || isFlat(rules),
    invisible: inherit(around.invisible, rules.get("visibility"), (value) => value !== "visible"),
    tiny: inherit(around.tiny, rules.get("font-size"), isTiny),
    clear: inherit(around.clear, rules.get("color"), (value) => CLEAR.test(value)),
  };
}

/** Whether words are read there. */
export const isTextVisible = ({ gone, invisible, tiny, clear }: Visibility): boolean =>
  !gone && !invisible && !tiny && !clear;

/** Whether pictures are seen there. */
export const isImageVisible = ({ gone, invisible }: Visibility): boolean => !gone && !invisible;

function isFlat(rules: Map<string, string>): boolean {
  const of = (name: string) => rules.get(name) ?? "";
  const isZero = (name: string) => ZERO.test(of(name));
  const cut = /hidden|clip/.test(of("overflow"));
  return (
    isZero("max-height") ||
    (cut && ["height", "width", "max-width"].some(isZero)) ||
    Number.parseFloat(of("opacity")) < MIN_OPACITY ||
    (of("position") !== "" && (FAR_OUT.test(of("left")) || FAR_OUT.test(of("top")))) ||
    FAR_OUT.test(of("text-indent")) ||
    of("content-visibility") === "hidden" ||
    NO_SCALE.test(of("transform")) ||
    /^rect\( *(?:0|1px)\D/.test(of("clip"))
  );
}

/** An inherited property: what is relative to what is around keeps it. */
function inherit(
  around: boolean,
  value: string | undefined,
  rule: (value: string) => boolean,
): boolean {
  if (value === undefined || /^(?:inherit|unset)$/.test(value)) return around;
  return /(?:em|%|larger|smaller)$/.test(value) && !value.endsWith("rem") && !ZERO.test(value)
    ? around
    : rule(value);
}

const isTiny = (size: string) =>
  ZERO.test(size) || (/^[\d.]+(?:px|pt)$/.test(size) && Number.parseFloat(size) <= MIN_FONT_PX);
