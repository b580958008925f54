import { createRoute } from "@tanstack/react-router";
import { root } from "../../app/root-route.ts";
import { oneOf, text } from "../../app/search.ts";
import { lazyPage } from "../../parts/lazy-page.ts";
import { type ListSearch, type SequenceSearch, VIEWS } from "./views.ts";

const version = (value: unknown) =>
  value === "draft" || (Number.isSafeInteger(value) && Number(value) > 0)
    ? (value as number | "draft")
    : undefined;

const STATES = ["draft", "live", "paused", "archived"] as const;

export const sequencesRoute = createRoute({
  getParentRoute: () => root,
  path: "/sequences",
  validateSearch: (search: Record<string, unknown>): ListSearch => ({
    q: text(search.q),
    state: oneOf(STATES, search.state),
  }),
  component: lazyPage(() => import("./list/sequences.tsx"), "Sequences"),
});

export const sequenceRoute = createRoute({
  getParentRoute: () => root,
  path: "/sequences/$id",
  validateSearch: (search: Record<string, unknown>): SequenceSearch => ({
    view: oneOf(VIEWS, search.view),
    step: text(search.step),
    field: text(search.field),
    inside: text(search.inside),
    from: version(search.from),
    to: version(search.to),
  }),
  component: lazyPage(() => import("./sequence.tsx"), "SequencePage"),
});
