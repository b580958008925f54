import type { Fault } from "#shared/kernel/errors.ts";
import type { LiquidMask } from "./mask-liquid.ts";
import type { Attribute } from "./scan-attributes.ts";

/** Unquoted attributes that print a value: escaping protects only inside quotes. */
export const findUnquotedAttributes = (
  attributes: Attribute[],
  mask: LiquidMask,
  path: string,
): Fault[] =>
  attributes.flatMap(({ tag, name, value, quoted }) => {
    if (mask.output.test(tag) || mask.output.test(name)) {
      const shown = mask.show(name);
      return { path, message: `"${shown}": a value may not name an element or attribute` };
    }
    if (quoted || !mask.output.test(value)) return [];
    return {
      path,
      message: `put the value of the attribute ${name} in quotes: ${mask.show(value)}`,
    };
  });
