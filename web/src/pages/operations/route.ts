import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { root } from "../../app/root-route.tsx";
import { isTab, type Tab } from "./tabs.ts";

const text = (value: unknown) => (typeof value === "string" && value !== "" ? value : undefined);

type Search = { tab?: Tab; peek?: string; state?: "unknown" };

export const operationsRoute = createRoute({
  getParentRoute: () => root,
  path: "/operations",
  validateSearch: ({ tab, peek, state }: Record<string, unknown>): Search => {
    const open = text(peek);
    return {
      ...(isTab(tab) && { tab }),
      ...(open && { peek: open }),
      ...(state === "unknown" && { state }),
    };
  },
  component: lazyRouteComponent(() => import("./operations.tsx"), "Operations"),
});
