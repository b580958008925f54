import { createRoute } from "@tanstack/react-router";
import { root } from "../../app/root-route.ts";
import { text } from "../../app/search.ts";
import { lazyPage } from "../../parts/lazy-page.ts";

type TemplatesSearch = { q?: string | undefined; create?: string | undefined };

export const templatesRoute = createRoute({
  getParentRoute: () => root,
  path: "/templates",
  /** `create`: the id that is offered for a new one. */
  validateSearch: (search: Record<string, unknown>): TemplatesSearch => ({
    q: text(search.q),
    create: text(search.create),
  }),
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
