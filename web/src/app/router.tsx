import { createRouter, lazyRouteComponent } from "@tanstack/react-router";
import { Lost } from "./lost.tsx";
import { root } from "./root-route.ts";
import { routeTree } from "./routes.ts";
import { Shell } from "./shell.tsx";

root.update({
  component: Shell,
  notFoundComponent: lazyRouteComponent(() => import("./not-found.tsx"), "NotFound"),
  errorComponent: ({ error, reset }) => <Lost error={error as Error} retry={reset} />,
});

export const router = createRouter({
  routeTree,
  defaultPreload: "intent",
  defaultPreloadStaleTime: 0,
  scrollRestoration: true,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
