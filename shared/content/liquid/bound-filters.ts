import type { Context } from "liquidjs";
import { boundJson, boundValue } from "./bound-values.ts";
import { isSteps } from "./run-sync.ts";
import { WholeDecimal } from "./whole-decimal.ts";

/** A filter as liquidjs calls it. */
export type Filter = (this: { context: Context }, ...values: unknown[]) => unknown;

/** JSON's limit of indentation per level. */
const MAX_INDENT = 10;
/** A byte takes up to three characters in a URL. */
const ENCODED_BYTE = 3;

/** Filters whose output liquidjs does not charge: charged here for their maximum first. */
const UNCHARGED: Record<string, (value: string) => number> = {
  url_encode: (text) => ENCODED_BYTE * Buffer.byteLength(text),
  cgi_escape: (text) => ENCODED_BYTE * Buffer.byteLength(text),
  uri_escape: (text) => ENCODED_BYTE * Buffer.byteLength(text),
  url_decode: (text) => text.length,
  slugify: (text) => text.length,
};
/** These split a text before they charge the whole. */
const SPLITTERS = ["replace", "remove"];
const JSON_WRITERS = ["json", "jsonify", "inspect"];

/** Wraps filter `name` so that its output is charged and bounded, even for nested lists. */
export function boundFilter(name: string, handler: Filter): Filter {
  const charge = UNCHARGED[name];
  const isJson = JSON_WRITERS.includes(name);
  const splits = SPLITTERS.includes(name);
  return function (...values) {
    const [value, argument] = values;
    if (charge) this.context.memoryLimit.use(charge(String(value)));
    if (splits) boundValue(String(value));
    if (!isJson) return bounded(handler.apply(this, values));
    // JSON.stringify takes numbers only, not objects that stand for one.
    const indent = argument instanceof WholeDecimal ? argument.valueOf() : argument;
    boundJson(value, indentOf(indent));
    return bounded(handler.call(this, value, indent));
  };
}

const bounded = (made: unknown) => (isSteps(made) ? boundLater(made) : boundValue(made));

function* boundLater(steps: Iterator<unknown, unknown, unknown>): Generator<unknown, unknown> {
  return boundValue(yield steps);
}

/** As in JSON.stringify: neither a number nor a string means no indentation. */
function indentOf(space: unknown): number {
  const indent = typeof space === "string" ? space.length : typeof space === "number" ? space : 0;
  return Math.max(0, Math.min(indent, MAX_INDENT));
}
