/** A generator of values or generators, as liquidjs renders. */
type Steps = Iterator<unknown, unknown, unknown>;

/** Only generators have a method `throw`: liquidjs's `forloop` has a `next`. */
export const isSteps = (value: unknown): value is Steps =>
  typeof value === "object" && value !== null && typeof (value as Steps).throw === "function";

/**
 * Runs liquidjs's generators to their end. `toValueSync` looks for methods on each string, which
 * takes a quarter of a mail's time.
 */
export function runSync(steps: Steps): unknown {
  let state = steps.next();
  while (!state.done) {
    let value: unknown = state.value;
    if (isSteps(value)) {
      try {
        value = runSync(value);
      } catch (error) {
        state = steps.throw!(error);
        continue;
      }
    }
    state = steps.next(value);
  }
  return isSteps(state.value) ? runSync(state.value) : state.value;
}
