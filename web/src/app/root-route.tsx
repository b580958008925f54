import { createRootRoute } from "@tanstack/react-router";
import { Lost } from "./lost.tsx";
import { NotFound } from "./not-found.tsx";
import { Shell } from "./shell.tsx";

export const root = createRootRoute({
  component: Shell,
  notFoundComponent: NotFound,
  errorComponent: ({ error, reset }) => <Lost error={error as Error} retry={reset} />,
});
