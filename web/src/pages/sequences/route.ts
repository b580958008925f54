import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { root } from "../../app/root-route.tsx";
import { type ListSearch, type SequenceSearch, VIEWS } from "./views.ts";

const text = (value: unknown) => (typeof value === "string" && value !== "" ? value : undefined);
const oneOf =
  <T extends string>(values: readonly T[]) =>
  (value: unknown) =>
    values.find((one) => one === value);

const version = (value: unknown) =>
  value === "draft" || (Number.isInteger(value) && Number(value) > 0)
    ? (value as number | "draft")
    : undefined;

const state = oneOf(["draft", "live", "paused", "archived"]);
const view = oneOf(VIEWS);

export const sequencesRoute = createRoute({
  getParentRoute: () => root,
  path: "/sequences",
  validateSearch: (search: Record<string, unknown>): ListSearch => ({
    q: text(search.q),
    state: state(search.state),
  }),
  component: lazyRouteComponent(() => import("./list/sequences.tsx"), "Sequences"),
});

export const sequenceRoute = createRoute({
  getParentRoute: () => root,
  path: "/sequences/$id",
  validateSearch: (search: Record<string, unknown>): SequenceSearch => ({
    view: view(search.view),
    step: text(search.step),
    from: version(search.from),
    to: version(search.to),
  }),
  component: lazyRouteComponent(() => import("./sequence.tsx"), "SequencePage"),
});
