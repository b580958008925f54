import { createRoute } from "@tanstack/react-router";
import { root } from "../../app/root-route.ts";
import { oneOf, text } from "../../app/search.ts";
import { lazyPage } from "../../parts/lazy-page.ts";
import { TABS, type Tab } from "./tabs.ts";

type Search = { tab?: Tab | undefined; peek?: string | undefined };

export const operationsRoute = createRoute({
  getParentRoute: () => root,
  path: "/operations",
  validateSearch: ({ tab, peek }: Record<string, unknown>): Search => ({
    tab: oneOf(TABS, tab),
    peek: text(peek),
  }),
  component: lazyPage(() => import("./operations.tsx"), "Operations"),
});
