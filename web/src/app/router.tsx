import { createRouter, type ErrorComponentProps, useRouter } from "@tanstack/react-router";
import { lazyPage } from "../parts/lazy-page.ts";
import { Lost } from "./lost.tsx";
import { root } from "./root-route.ts";
import { routeTree } from "./routes.ts";
import { Shell } from "./shell.tsx";

root.update({
  component: Shell,
  notFoundComponent: lazyPage(() => import("./not-found.tsx"), "NotFound"),
  errorComponent: ({ error, reset }) => <Lost error={error as Error} retry={reset} />,
});

export const router = createRouter({
  routeTree,
  defaultPreload: "intent",
  defaultPreloadStaleTime: 0,
  scrollRestoration: true,
  // Inside the shell: what leads elsewhere stays.
  defaultErrorComponent: PageLost,
});

function PageLost({ error, reset }: ErrorComponentProps) {
  const { invalidate } = useRouter();
  const retry = () => {
    reset();
    void invalidate();
  };
  return <Lost error={error as Error} retry={retry} />;
}

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
