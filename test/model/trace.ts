import type { Action } from "./change.ts";

/** One line for an action: who, what, which mail. */
export function lineOf({ name, by, mail }: Action): string {
  const who = by === undefined ? "" : `worker ${by + 1}: `;
  return `${who}${name}${mail === undefined ? "" : ` (mail ${mail + 1})`}`;
}

/** A trace, one line each. */
export const linesOf = (trace: Action[]) =>
  trace.map((action, i) => `${String(i + 1).padStart(4)} ${lineOf(action)}`).join("\n");
