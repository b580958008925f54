import type { Context } from "liquidjs";
import { InvalidInput } from "#shared/kernel/errors.ts";
import { MAX_RENDER_MS, MAX_STEPS } from "./limits.ts";

/** liquidjs asks this before each node that it renders, and tells the time in milliseconds. */
type Limiter = Context["renderLimit"];

/**
 * What the rendering of one mail may cost: steps, which are the same everywhere, and far behind them
 * a time. liquidjs offers only a time, and a busy machine would then fail a good mail.
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
  // The class has private members, so that no other object can be of its type.
  return budget as unknown as Limiter;
}
