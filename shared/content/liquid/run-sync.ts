/** A generator that yields values, or generators of values, as liquidjs renders. */
type Steps = Iterator<unknown, unknown, unknown>;

/**
 * A generator alone has a method `throw`: liquidjs's `forloop` has one called `next`, and data have
 * none.
 */
export const isSteps = (value: unknown): value is Steps =>
  typeof value === "object" && value !== null && typeof (value as Steps).throw === "function";

/**
 * Runs liquidjs's generators to their end. Its own `toValueSync` looks for methods on each string that
 * passes, which takes a quarter of the time of a mail.
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
