import { LiquidError, type Token } from "liquidjs";

/** An error's message, without liquidjs's appendix about the place. */
export function describeCause(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return LiquidError.is(error) ? message.split(", line:")[0]! : message;
}

/** Describes a fault of an author's Liquid, with line and column from 1. */
export function describeLiquidFault(error: unknown): string {
  if (!LiquidError.is(error)) return `Liquid cannot read this: ${describeCause(error)}`;
  return `Liquid: ${describeCause(error)} ${describePosition(error.token)}`;
}

/** A token's position in its source, from 1. */
export function describePosition(token: Pick<Token, "getPosition">): string {
  const [line, column] = token.getPosition();
  return `(line ${line}, column ${column})`;
}
