import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { root } from "../../app/root-route.tsx";

const NAMES = ["state", "sequence", "step", "template", "from", "until", "peek"] as const;

export type MessageSearch = Partial<Record<(typeof NAMES)[number], string | undefined>>;

export const messagesRoute = createRoute({
  getParentRoute: () => root,
  path: "/messages",
  /** The page itself knows which states and days make sense: this loads with every page. */
  validateSearch: (search: Record<string, unknown>): MessageSearch =>
    Object.fromEntries(
      NAMES.filter((name) => typeof search[name] === "string" && search[name] !== "").map(
        (name) => [name, search[name]],
      ),
    ),
  component: lazyRouteComponent(() => import("./messages.tsx"), "Messages"),
});
