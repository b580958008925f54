import { Tokenizer } from "liquidjs";
import type { LiquidMask } from "#shared/content/markup/index.ts";
import { InvalidInput } from "#shared/kernel/errors.ts";

/** JSON for machines, such as JSON-LD about an order. */
const START = /<script\b/gi;
const IS_JSON = /\btype\s*=\s*["']?application\/(?:[\w.-]+\+)?json\b/i;
const END = /<\/script/gi;
/** The start, inside and end of an output or an `echo` tag. */
const OUTPUT = /^(\{\{-?|\{%-?\s*echo\b)(.*?)(-?[%}]\})$/s;
/** The output of these filters is JSON already. */
const WRITTEN = ["json", "jsonify", "inspect", "raw"];

/**
 * Encodes outputs inside JSON scripts of masked HTML: `{{ x }}` as the inside of a string, `{{ x |
 * json }}` as a value.
 * @throws InvalidInput for tags that print there in another way
 */
export function fillJson(html: string, mask: LiquidMask, path: string): string {
  let filled = "";
  let from = 0;
  for (const { start, end } of findScripts(html)) {
    filled += html.slice(from, start);
    filled += html
      .slice(start, end)
      .replace(new RegExp(mask.output, "g"), (word) => mask.cover(fill(mask.show(word), path)));
    from = end;
  }
  return filled + html.slice(from);
}

/** The insides of JSON scripts, in one pass over the page. */
function findScripts(html: string): { start: number; end: number }[] {
  const found: { start: number; end: number }[] = [];
  for (let at = 0; ; ) {
    const tag = indexOf(html, START, at);
    const start = html.indexOf(">", tag) + 1;
    if (tag < 0 || start === 0) return found;
    at = start;
    if (!IS_JSON.test(html.slice(tag, start))) continue;
    const end = indexOf(html, END, start);
    if (end < 0) return found;
    found.push({ start, end });
    at = end;
  }
}

function indexOf(text: string, sign: RegExp, from: number): number {
  sign.lastIndex = from;
  return sign.exec(text)?.index ?? -1;
}

function fill(output: string, path: string): string {
  // Counters print numbers.
  if (/^\{%-?\s*(increment|decrement)\b/.test(output)) return output;
  const [, start, inside, end] = OUTPUT.exec(output) ?? [];
  if (inside === undefined) {
    const message = `write {{ … }} in a JSON script, instead of ${output.slice(0, 80)}`;
    throw new InvalidInput(message, [{ path, message }]);
  }
  const last = new Tokenizer(inside).readFilteredValue().filters.at(-1)?.name;
  const filter = WRITTEN.includes(last ?? "") ? "json_value" : "json_text";
  return `${start}${inside.trimEnd()} | ${filter} ${end}`;
}
