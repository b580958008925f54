import { around } from "./middleware.ts";

/** A handler that another function calls. */
export function forInvoke<E, R>(name: string, run: (input: E) => Promise<R>) {
  return around(name)
    .base<E, R>()
    .handler((input) => run(input));
}
