import { type ComponentType, lazy } from "react";

/** A component that loads when it is first shown, by the name that its file gives it. */
export const lazyPart = <N extends string, P extends object>(
  load: () => Promise<{ [name in N]: ComponentType<P> }>,
  name: N,
) => lazy(async () => ({ default: (await load())[name] }));
