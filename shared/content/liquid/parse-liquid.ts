import type { Liquid, Template } from "liquidjs";
import { InvalidInput } from "#shared/kernel/errors.ts";
import { findFilterFaults } from "./check-filters.ts";
import { describeLiquidFault, describePosition } from "./describe-error.ts";
import { MAX_FAULTS } from "./limits.ts";
import { keepDecimals } from "./whole-decimal.ts";

/** Parses a part for rendering. @throws LiquidError for invalid or forbidden Liquid */
export const readLiquid = (engine: Liquid, source: string): Template[] =>
  keepDecimals(engine.parse(source));

/**
 * @throws InvalidInput with faults at `path` for invalid or forbidden Liquid, or for filters that
 * no data satisfies
 */
export function parseLiquid(engine: Liquid, source: string, path: string): Template[] {
  const part = parse(engine, source, path);
  const faults = findFilterFaults(engine, part).map(({ message, template }) => ({
    path,
    message: `Liquid: ${message} ${describePosition(template.token)}`,
  }));
  if (faults.length > 0) throw new InvalidInput(faults[0]!.message, faults.slice(0, MAX_FAULTS));
  return part;
}

function parse(engine: Liquid, source: string, path: string): Template[] {
  try {
    return readLiquid(engine, source);
  } catch (error) {
    const message = describeLiquidFault(error);
    throw new InvalidInput(message, [{ path, message }]);
  }
}
