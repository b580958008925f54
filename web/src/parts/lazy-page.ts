import type { AsyncRouteComponent } from "@tanstack/react-router";
import { type ComponentType, createElement } from "react";
import { lazyValue } from "./lazy-value.ts";

/** A component that loads when it is first shown, or pointed at. */
export function lazyComponent<P extends object>(load: () => Promise<ComponentType<P>>) {
  const { use, preload } = lazyValue(load);
  return Object.assign((props: P) => createElement(use(), props), { preload });
}

/** The component of a route; the router tells when it can't be loaded. */
export const lazyPage = <N extends string>(
  load: () => Promise<{ [name in N]: object }>,
  name: N,
): AsyncRouteComponent<object> =>
  // No more of its type: what a page is made of must not be needed to tell the routes.
  lazyComponent(async () => (await load())[name] as ComponentType<object>);
