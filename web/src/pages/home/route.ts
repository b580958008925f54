import { createRoute } from "@tanstack/react-router";
import { root } from "../../app/root-route.ts";
import { lazyPage } from "../../parts/lazy-page.ts";

export const homeRoute = createRoute({
  getParentRoute: () => root,
  path: "/",
  component: lazyPage(() => import("./home.tsx"), "Home"),
});
