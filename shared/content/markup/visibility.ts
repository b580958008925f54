import { readStyle } from "./read-style.ts";

/** Whether content at a position is visible; inner elements may undo what outer ones do to text. */
export type Visibility = {
  /** Takes no room, whatever its content. */
  gone: boolean;
  invisible: boolean;
  /** Letters too small to read. */
  tiny: boolean;
  /** Letters without colour. */
  clear: boolean;
};

export const VISIBLE: Visibility = { gone: false, invisible: false, tiny: false, clear: false };

/** Elements whose content no mail program shows. */
const UNSEEN = new Set(
  (
    "title style script template noscript textarea select datalist iframe object noembed noframes " +
    "audio video canvas svg math xml plaintext frameset"
  ).split(" "),
);

/** Smaller text is unreadable. */
const MIN_FONT_PX = 2;
const MIN_OPACITY = 0.05;
/** Moved out of sight on purpose. */
const FAR_OUT = /^-\d{3,}/;
const NO_SCALE = /\bscale(?:x|y|3d)?\(\s*[-+]?0*(?:\.0*)?\s*[,)]/;
const ZERO = /^[-+]?(?:0+(?:\.0*)?|\.0+)(?:[a-z]+|%)?$/;
const CLEAR = /^(?:transparent|(?:rgb|hsl)a?\(.*[,/] *0(?:\.0*)?%? *\))$/;

/**
 * The visibility inside an element, from that around it. `mso-hide` affects Outlook only and does
 * not count.
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

/** Whether text is readable here. */
export const isTextVisible = ({ gone, invisible, tiny, clear }: Visibility): boolean =>
  !gone && !invisible && !tiny && !clear;

/** Whether pictures are visible here. */
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

/** An inherited property; relative values keep the outer one. */
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
