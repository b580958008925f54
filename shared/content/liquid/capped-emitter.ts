import { type Template, toValue } from "liquidjs";
import { boundValue } from "./bound-values.ts";

type Emitter = Parameters<Template["render"]>[1];

/**
 * Collects what a part prints. liquidjs's own has no limit, and texts that are joined take memory
 * only when somebody reads them, all at once.
 */
export class CappedEmitter implements Emitter {
  buffer = "";
  readonly #charge: (length: number) => void;

  /** @param charge asked before each text is added; throws where there is no room for it */
  constructor(charge: (length: number) => void) {
    this.#charge = charge;
  }

  write(value: unknown): void {
    const text = typeof value === "string" ? value : print(value);
    this.#charge(text.length);
    this.buffer += text;
  }
}

/** As liquidjs prints what is no text. */
function print(given: unknown): string {
  const value: unknown = toValue(given);
  if (value === undefined || value === null) return "";
  return Array.isArray(value) ? boundValue(value).map(print).join("") : String(value);
}
