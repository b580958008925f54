import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { root } from "../../app/root-route.tsx";
import { text } from "../../app/search.ts";

const NAMES = ["state", "sequence", "step", "template", "from", "until", "peek"] as const;

export type MessageSearch = Partial<Record<(typeof NAMES)[number], string | undefined>>;

export const messagesRoute = createRoute({
  getParentRoute: () => root,
  path: "/messages",
  /** The page itself knows which states and days make sense: this loads with every page. */
  validateSearch: (search: Record<string, unknown>): MessageSearch =>
    Object.fromEntries(
      NAMES.flatMap((name) => {
        const value = text(search[name]);
        return value ? [[name, value]] : [];
      }),
    ),
  component: lazyRouteComponent(() => import("./messages.tsx"), "Messages"),
});
