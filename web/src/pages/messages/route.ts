import { createRoute } from "@tanstack/react-router";
import { root } from "../../app/root-route.ts";
import { texts } from "../../app/search.ts";
import { lazyPage } from "../../parts/lazy-page.ts";

const NAMES = ["state", "sequence", "step", "template", "from", "until", "peek"] as const;

type MessageSearch = Partial<Record<(typeof NAMES)[number], string | undefined>>;

export const messagesRoute = createRoute({
  getParentRoute: () => root,
  path: "/messages",
  /** The page itself knows which states and days make sense: this loads with every page. */
  validateSearch: (search: Record<string, unknown>): MessageSearch => texts(NAMES, search),
  component: lazyPage(() => import("./messages.tsx"), "Messages"),
});
