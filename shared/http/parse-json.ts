import { type Fault, InvalidInput } from "#shared/kernel/errors.ts";
import { pointer } from "#shared/kernel/json-pointer.ts";
import { HttpError } from "./http-error.ts";

/** Deeper than any event or condition; code that walks a body may recurse. */
const MAX_DEPTH = 64;
/**
 * 500 events with 200 values each; parsing, checking and storing more takes too long for a request.
 */
const MAX_VALUES = 100_000;
/** The shortest value: a digit and a comma. */
const LEAST_LENGTH = 2;

/**
 * Parses JSON.
 * @throws HttpError 400 when it is not JSON
 * @throws InvalidInput for more than {@link MAX_VALUES} values, or values that cannot be stored:
 * too deep, a lone surrogate, an infinite number
 */
export function parseJson(text: string): unknown {
  assertFewValues(text);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new HttpError(400, "the body is not JSON");
  }
  const unfit = findUnfit(value, 1);
  if (unfit) {
    const fault: Fault = { path: pointer(...unfit.path), message: unfit.message };
    throw new InvalidInput("the body is not valid", [fault]);
  }
  return value;
}

/** Counts before parsing: a value starts the text, a list or an object, or follows a comma. */
function assertFewValues(text: string): void {
  if (text.length < MAX_VALUES * LEAST_LENGTH) return;
  let values = 1;
  let isQuoted = false;
  let isOpened = false;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (isQuoted) {
      if (code === BACKSLASH) i++;
      else isQuoted = code !== QUOTE;
      continue;
    }
    if (code <= BLANK) continue;
    if (code === COMMA || (isOpened && code !== BRACKET_END && code !== BRACE_END)) values++;
    isOpened = code === BRACKET || code === BRACE;
    isQuoted = code === QUOTE;
  }
  if (values <= MAX_VALUES) return;
  const message = `may hold at most ${MAX_VALUES} values`;
  throw new InvalidInput("the body is not valid", [{ path: "", message }]);
}

const [BLANK, QUOTE, BACKSLASH, COMMA] = [0x20, 0x22, 0x5c, 0x2c];
const [BRACKET, BRACKET_END, BRACE, BRACE_END] = [0x5b, 0x5d, 0x7b, 0x7d];

type Unfit = { path: PropertyKey[]; message: string };

/** The path is built from its end: nearly always there is none. */
function findUnfit(value: unknown, depth: number): Unfit | undefined {
  if (typeof value === "string") {
    if (value.isWellFormed()) return undefined;
    return { path: [], message: "holds a lone surrogate: send whole characters" };
  }
  if (typeof value === "number") {
    if (Number.isFinite(value)) return undefined;
    return { path: [], message: "this number is too large to store" };
  }
  if (typeof value !== "object" || value === null) return undefined;
  if (depth > MAX_DEPTH) return { path: [], message: `nested more than ${MAX_DEPTH} deep` };
  for (const key of Object.keys(value)) {
    if (!key.isWellFormed()) {
      return { path: [], message: "a name holds a lone surrogate: send whole characters" };
    }
    if (key === "__proto__")
      return { path: [key], message: "this name is reserved: choose another" };
    const fault = findUnfit((value as Record<string, unknown>)[key], depth + 1);
    if (fault) return { ...fault, path: [key, ...fault.path] };
  }
  return undefined;
}
