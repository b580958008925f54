import type { Context } from "liquidjs";
import { InvalidInput } from "#shared/kernel/errors.ts";
import { MAX_RENDER_MS, MAX_STEPS } from "./limits.ts";

/** liquidjs checks this before each node, with a time in milliseconds. */
type Limiter = Context["renderLimit"];

/**
 * The budget of rendering one mail: steps, which are the same everywhere, and a generous time
 * limit. liquidjs offers only a time limit, which would fail good mails on a busy machine.
 */
export function openBudget(): Limiter {
  let steps = 0;
  let endMs = 0;
  const budget = {
    use() {},
    check(nowMs: number) {
      steps += 1;
      if (endMs === 0) endMs = nowMs + MAX_RENDER_MS;
      if (steps > MAX_STEPS || nowMs > endMs) throw new InvalidInput("the template takes too long");
    },
  };
  // The class has private members, so no other object can have its type.
  return budget as unknown as Limiter;
}
