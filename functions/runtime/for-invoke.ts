import { withMiddleware } from "./middleware.ts";

/** A handler that is invoked directly. */
export function forInvoke<E, R>(name: string, run: (input: E) => Promise<R>) {
  return withMiddleware(name)
    .base<E, R>()
    .handler((input) => run(input));
}
