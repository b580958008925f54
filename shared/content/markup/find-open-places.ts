import type { Fault } from "#shared/kernel/errors.ts";
import type { Attribute } from "./scan-attributes.ts";
import type { Veil } from "./veil-liquid.ts";

/** The places where a printed value would become markup: escaping protects it only inside quotes. */
export const findOpenPlaces = (attributes: Attribute[], veil: Veil, path: string): Fault[] =>
  attributes.flatMap(({ tag, name, value, quoted }) => {
    if (veil.output.test(tag) || veil.output.test(name)) {
      const shown = veil.show(name);
      return { path, message: `"${shown}": a value may not name an element or attribute` };
    }
    if (quoted || !veil.output.test(value)) return [];
    return {
      path,
      message: `put the value of the attribute ${name} in quotes: ${veil.show(value)}`,
    };
  });
