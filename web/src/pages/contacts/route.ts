import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { root } from "../../app/root-route.ts";
import { readContactSearch, readFilters } from "./filters.ts";

export const contactsRoute = createRoute({
  getParentRoute: () => root,
  path: "/contacts",
  validateSearch: readFilters,
  component: lazyRouteComponent(() => import("./contacts.tsx"), "Contacts"),
});

export const contactRoute = createRoute({
  getParentRoute: () => root,
  path: "/contacts/$id",
  validateSearch: readContactSearch,
  component: lazyRouteComponent(() => import("./contact.tsx"), "ContactPage"),
});
