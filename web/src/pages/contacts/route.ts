import { createRoute } from "@tanstack/react-router";
import { root } from "../../app/root-route.ts";
import { lazyPage } from "../../parts/lazy-page.ts";
import { readContactSearch, readFilters } from "./filters.ts";

export const contactsRoute = createRoute({
  getParentRoute: () => root,
  path: "/contacts",
  validateSearch: readFilters,
  component: lazyPage(() => import("./contacts.tsx"), "Contacts"),
});

export const contactRoute = createRoute({
  getParentRoute: () => root,
  path: "/contacts/$id",
  validateSearch: readContactSearch,
  component: lazyPage(() => import("./contact.tsx"), "ContactPage"),
});
