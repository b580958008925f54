import type { Context } from "liquidjs";
import { boundJson, boundValue } from "./bound-values.ts";
import { isSteps } from "./run-sync.ts";

/** A filter as liquidjs calls it. */
export type Filter = (this: { context: Context }, ...values: unknown[]) => unknown;

/** JSON indents a level by at most so much. */
const MAX_INDENT = 10;
/** In a URL a byte takes up to three characters. */
const ENCODED_BYTE = 3;

/**
 * These make a text without a charge by liquidjs: what each may take is charged before it is made.
 */
const UNCHARGED: Record<string, (value: string) => number> = {
  url_encode: (text) => ENCODED_BYTE * Buffer.byteLength(text),
  cgi_escape: (text) => ENCODED_BYTE * Buffer.byteLength(text),
  uri_escape: (text) => ENCODED_BYTE * Buffer.byteLength(text),
  url_decode: (text) => text.length,
  slugify: (text) => text.length,
};
/** They ask for the pieces before they charge the whole. */
const SPLITTERS = ["replace", "remove"];
const JSON_WRITERS = ["json", "jsonify", "inspect"];

/**
 * The filter `name` with what it makes charged and bounded, however often a list holds what it
 * holds.
 */
export function boundFilter(name: string, handler: Filter): Filter {
  const charge = UNCHARGED[name];
  const isJson = JSON_WRITERS.includes(name);
  const splits = SPLITTERS.includes(name);
  return function (...values) {
    const [value, argument] = values;
    if (charge) this.context.memoryLimit.use(charge(String(value)));
    if (splits) boundValue(String(value));
    if (isJson) boundJson(value, indentOf(argument));
    const made = handler.apply(this, values);
    return isSteps(made) ? boundLater(made) : boundValue(made);
  };
}

function* boundLater(steps: Iterator<unknown, unknown, unknown>): Generator<unknown, unknown> {
  return boundValue(yield steps);
}

const indentOf = (space: unknown): number =>
  typeof space === "string"
    ? Math.min(space.length, MAX_INDENT)
    : Math.min(Number(space) || 0, MAX_INDENT);
