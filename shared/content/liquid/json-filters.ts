import { filters } from "liquidjs";

type Filter = (this: unknown, ...values: unknown[]) => unknown;

/**
 * What a value may not bring into a script: its end, markup, entities, or a line end that
 * JavaScript knows and JSON does not.
 */
const SIGNS = /[<>&'\u2028\u2029]/g;
const escapeSign = (sign: string) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`;

/** As liquidjs prints it. */
const print = (value: unknown, filter: unknown): string =>
  (filters.append as Filter).call(filter, value, "") as string;

/**
 * What compiled templates print by inside a JSON script, where HTML's entities would be read as
 * they stand.
 */
export const JSON_FILTERS: Record<string, Filter> = {
  /**
   * The inside of a JSON text: without a sign that could end it, or any that means something to
   * HTML.
   */
  json_text(value) {
    const text = JSON.stringify(print(value, this)).slice(1, -1);
    return text.replaceAll('\\"', "\\u0022").replace(SIGNS, escapeSign);
  },
  /** JSON that is written already; these signs stand only in its texts. */
  json_value(value) {
    return value === undefined ? "null" : print(value, this).replace(SIGNS, escapeSign);
  },
};
