import { createRoute } from "@tanstack/react-router";
import { root } from "../../app/root-route.ts";
import { lazyPage } from "../../parts/lazy-page.ts";

export const segmentsRoute = createRoute({
  getParentRoute: () => root,
  path: "/segments",
  component: lazyPage(() => import("./segments.tsx"), "Segments"),
});

export const segmentRoute = createRoute({
  getParentRoute: () => root,
  path: "/segments/$id",
  component: lazyPage(() => import("./segment.tsx"), "SegmentPage"),
});
