import { filters } from "liquidjs";

type Filter = (this: unknown, ...values: unknown[]) => unknown;

/**
 * Characters that must not enter a script: its end, markup, entities, and line ends of JavaScript
 * that JSON lacks.
 */
const SIGNS = /[<>&'\u2028\u2029]/g;
const escapeSign = (sign: string) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`;

/** Prints as liquidjs does. */
const print = (value: unknown, filter: unknown): string =>
  (filters.append as Filter).call(filter, value, "") as string;

/**
 * The filters of compiled templates inside a JSON script, where HTML entities would not be decoded.
 */
export const JSON_FILTERS: Record<string, Filter> = {
  /**
   * The inside of a JSON string, without characters that could end it or mean something to HTML.
   */
  json_text(value) {
    const text = JSON.stringify(print(value, this)).slice(1, -1);
    return text.replaceAll('\\"', "\\u0022").replace(SIGNS, escapeSign);
  },
  /** A finished JSON value; these characters occur only in its strings. */
  json_value(value) {
    return value === undefined ? "null" : print(value, this).replace(SIGNS, escapeSign);
  },
};
