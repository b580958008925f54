import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { root } from "../../app/root-route.tsx";
import { readFilters } from "./filters.ts";

export const messagesRoute = createRoute({
  getParentRoute: () => root,
  path: "/messages",
  validateSearch: (search: Record<string, unknown>) => ({
    ...readFilters(search),
    peek: typeof search.peek === "string" ? search.peek : undefined,
  }),
  component: lazyRouteComponent(() => import("./messages.tsx"), "Messages"),
});
