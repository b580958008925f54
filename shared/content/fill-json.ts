import { Tokenizer } from "liquidjs";
import { InvalidInput } from "#shared/kernel/errors.ts";
import type { Veil } from "./veil-liquid.ts";

/** JSON for machines, such as JSON-LD about an order: its element's start, inside and end. */
const SCRIPT =
  /(<script\b[^>]*\btype\s*=\s*["']?application\/(?:[\w.-]+\+)?json\b[^>]*>)(.*?)(<\/script)/gis;
/** The start, inside and end of an output, or of the tag that is one. */
const OUTPUT = /^(\{\{-?|\{%-?\s*echo\b)(.*?)(-?[%}]\})$/s;
/** After these a value is JSON already. */
const WRITTEN = ["json", "jsonify", "inspect", "raw"];

/**
 * Lets what is printed inside JSON scripts of veiled HTML be a part of JSON: `{{ x }}` the inside
 * of a text, `{{ x | json }}` a value.
 * @throws InvalidInput for tags that print there in another way
 */
export function fillJson(html: string, veil: Veil, path: string): string {
  return html.replace(SCRIPT, (_, start: string, inside: string, end: string) => {
    const filled = inside.replace(new RegExp(veil.output, "g"), (word) =>
      veil.cover(fill(veil.show(word), path)),
    );
    return start + filled + end;
  });
}

function fill(output: string, path: string): string {
  // What is counted is a number.
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
