import { Drop, type Template, TypeGuards, Value } from "liquidjs";
import { runSync } from "./run-sync.ts";

/**
 * A decimal without a fraction, such as `4.0`: prints and compares as 4, but does not divide as an
 * integer.
 */
export class WholeDecimal extends Drop {
  readonly #value: number;

  constructor(value: number) {
    super();
    this.#value = value;
  }

  override valueOf(): number {
    return this.#value;
  }

  /** What liquidjs reads properties of: a number has none, where a drop has its methods. */
  toLiquid(): number {
    return this.#value;
  }

  /** For liquidjs's JavaScript conversions: `join`, `json`. */
  override toString(): string {
    return String(this.#value);
  }

  toJSON(): number {
    return this.#value;
  }
}

/** Keeps literals with a point as decimals: to JavaScript `4.0` is 4. */
export function keepDecimals(part: Template[]): Template[] {
  for (const template of part) {
    for (const argument of template.arguments?.() ?? []) {
      if (argument instanceof Value) keepIn(argument);
    }
    if (template.children) keepDecimals(runSync(template.children(false, true)) as Template[]);
  }
  return part;
}

function keepIn({ initial, filters }: Value): void {
  const values = filters.flatMap(({ args }) =>
    args.map((argument) => (Array.isArray(argument) ? argument[1] : argument)),
  );
  for (const token of [...initial.postfix, ...values]) {
    if (!TypeGuards.isNumberToken(token) || !Number.isInteger(token.content)) continue;
    if (!token.getText().includes(".")) continue;
    const written: { content: unknown } = token;
    written.content = new WholeDecimal(token.content);
  }
}
