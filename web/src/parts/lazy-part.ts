import { type ComponentType, createElement } from "react";
import { Boundary } from "./boundary.tsx";
import { lazyComponent } from "./lazy-page.ts";

/**
 * A component that loads when it is first shown, by the name that its file gives it. Where that or
 * the component fails, its place says so and what surrounds it lives on.
 */
export function lazyPart<N extends string, P extends object>(
  load: () => Promise<{ [name in N]: ComponentType<P> }>,
  name: N,
) {
  const Loaded = lazyComponent(async () => (await load())[name]);
  const Part = (props: P) => createElement(Boundary, null, createElement(Loaded, props));
  return Object.assign(Part, { preload: Loaded.preload });
}
