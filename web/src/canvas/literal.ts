import { own, pointerPart } from "./json.ts";

/** What is wrong with a text, and where; lines and columns count from 1. */
export class LiteralError extends Error {
  readonly offset: number;
  readonly line: number;
  readonly column: number;
  constructor(message: string, text: string, offset: number) {
    super(message);
    this.offset = offset;
    const before = text.slice(0, offset).split("\n");
    this.line = before.length;
    this.column = before.at(-1)!.length + 1;
  }
}

/** A value, and where each part of it begins, by its JSON Pointer. */
export type Literal = { value: unknown; places: Map<string, { from: number; to: number }> };

const SPACE = /(?:\s|\/\/[^\n]*|\/\*[\s\S]*?\*\/)*/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const NAME = /[\p{ID_Start}$_][\p{ID_Continue}$]*/uy;
const STRING =
  /"(?:[^"\\\n]|\\[\s\S])*"|'(?:[^'\\\n]|\\[\s\S])*'|`(?:[^`\\$]|\\[\s\S]|\$(?!\{))*`/y;
const WORDS: Record<string, unknown> = { true: true, false: false, null: null };

/** Deeper ones are no definition. */
const MAX_DEPTH = 100;

/**
 * Reads a literal as JavaScript or JSON writes it, from `start` on: keys with or without quotes,
 * trailing commas, comments. Nothing is run.
 * @throws LiteralError
 */
export function readLiteral(text: string, start = 0): Literal & { end: number } {
  let at = start;
  const places: Literal["places"] = new Map();
  const fail = (message: string): never => {
    throw new LiteralError(message, text, Math.min(at, text.length));
  };
  const match = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    if (found !== undefined) at += found.length;
    return found;
  };
  const skip = () => void match(SPACE);
  const takes = (sign: string) => {
    skip();
    if (text[at] !== sign) return false;
    at += 1;
    return true;
  };
  const string = (): string | undefined => {
    const from = at;
    const quoted = match(STRING);
    if (quoted === undefined) return undefined;
    try {
      return unquote(quoted);
    } catch {
      at = from;
      return fail("no character has the number that is written here");
    }
  };
  const value = (path: string, depth: number): unknown => {
    skip();
    if (depth > MAX_DEPTH) fail("too deep");
    const from = at;
    const read = part(path, depth);
    places.set(path, { from, to: at });
    return read;
  };
  const part = (path: string, depth: number): unknown => {
    if (takes("{")) return object(path, depth);
    if (takes("[")) return array(path, depth);
    const text = string();
    if (text !== undefined) return text;
    const number = match(NUMBER);
    if (number) return Number(number);
    const from = at;
    const word = match(NAME);
    if (word !== undefined && Object.hasOwn(WORDS, word)) return WORDS[word];
    at = from;
    return fail(
      word === undefined
        ? "a value is missing here"
        : `"${word}" is no value: texts stand in quotes`,
    );
  };
  const object = (path: string, depth: number): unknown => {
    const entries: [string, unknown][] = [];
    const names = new Set<string>();
    while (!takes("}")) {
      skip();
      const from = at;
      const key = string() ?? match(NAME) ?? match(NUMBER);
      if (key === undefined) return fail("a field’s name, or }, is missing here");
      if (names.has(key)) {
        at = from;
        return fail(`"${key}" stands here twice`);
      }
      names.add(key);
      if (!takes(":")) return fail(`: is missing after "${key}"`);
      const pointer = `${path}/${pointerPart(key)}`;
      entries.push([key, value(pointer, depth + 1)]);
      if (!takes(",") && text[at] !== "}") return fail(", or } is missing here");
    }
    return Object.fromEntries(entries);
  };
  const array = (path: string, depth: number): unknown => {
    const items: unknown[] = [];
    while (!takes("]")) {
      items.push(value(`${path}/${items.length}`, depth + 1));
      if (!takes(",") && text[at] !== "]") return fail(", or ] is missing here");
    }
    return items;
  };
  const read = value("", 0);
  return { value: read, places, end: at };
}

const ESCAPES: Record<string, string> = {
  n: "\n",
  t: "\t",
  r: "\r",
  b: "\b",
  f: "\f",
  v: "\v",
  "0": "\0",
};

const unquote = (quoted: string): string =>
  quoted
    .slice(1, -1)
    .replace(
      /\\(?:u\{([0-9a-fA-F]+)\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(\r?\n)|([\s\S]))/g,
      (_, point, unit, byte, line, other) => {
        if (point ?? unit ?? byte)
          return String.fromCodePoint(Number.parseInt(point ?? unit ?? byte, 16));
        return line === undefined ? (own(ESCAPES, other) ?? other) : "";
      },
    );
