import { createRootRoute, lazyRouteComponent } from "@tanstack/react-router";
import { Lost } from "./lost.tsx";
import { Shell } from "./shell.tsx";

export const root = createRootRoute({
  component: Shell,
  notFoundComponent: lazyRouteComponent(() => import("./not-found.tsx"), "NotFound"),
  errorComponent: ({ error, reset }) => <Lost error={error as Error} retry={reset} />,
});
