import type { Liquid, Template } from "liquidjs";
import { InvalidInput } from "#shared/kernel/errors.ts";
import { describeLiquidFault } from "./describe-error.ts";

/** @throws InvalidInput with a fault at `path` when `source` is not Liquid that we allow */
export function parseLiquid(engine: Liquid, source: string, path: string): Template[] {
  try {
    return engine.parse(source);
  } catch (error) {
    const message = describeLiquidFault(error);
    throw new InvalidInput(message, [{ path, message }]);
  }
}
