import { createRoute } from "@tanstack/react-router";
import { root } from "../../app/root-route.ts";
import { text } from "../../app/search.ts";
import { lazyPage } from "../../parts/lazy-page.ts";

export const templatesRoute = createRoute({
  getParentRoute: () => root,
  path: "/templates",
  validateSearch: ({ q }: Record<string, unknown>): { q?: string | undefined } => ({ q: text(q) }),
  component: lazyPage(() => import("./list/templates.tsx"), "Templates"),
});

export const templateRoute = createRoute({
  getParentRoute: () => root,
  path: "/templates/$id",
  /** `contact`: whose data the preview shows. */
  validateSearch: ({ contact }: Record<string, unknown>): { contact?: string | undefined } => ({
    contact: text(contact),
  }),
  component: lazyPage(() => import("./editor/template.tsx"), "TemplatePage"),
});
