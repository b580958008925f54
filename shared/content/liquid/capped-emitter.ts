import { type Template, toValue } from "liquidjs";
import { boundValue } from "./bound-values.ts";

type Emitter = Parameters<Template["render"]>[1];

/**
 * Collects the output of a part, within a limit; liquidjs's emitter has none, and concatenated
 * strings allocate only when read.
 */
export class CappedEmitter implements Emitter {
  buffer = "";
  readonly #charge: (length: number) => void;

  /** @param charge called before each text is added; throws at the limit */
  constructor(charge: (length: number) => void) {
    this.#charge = charge;
  }

  write(value: unknown): void {
    const text = typeof value === "string" ? value : print(value);
    this.#charge(text.length);
    this.buffer += text;
  }
}

/** Prints non-strings as liquidjs does. */
function print(given: unknown): string {
  const value: unknown = toValue(given);
  if (value === undefined || value === null) return "";
  return Array.isArray(value) ? boundValue(value).map(print).join("") : String(value);
}
