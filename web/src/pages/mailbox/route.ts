import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { root } from "../../app/root-route.ts";
import { text } from "../../app/search.ts";

export const mailboxRoute = createRoute({
  getParentRoute: () => root,
  path: "/mailbox",
  validateSearch: ({ to, peek }: Record<string, unknown>) => ({ to: text(to), peek: text(peek) }),
  component: lazyRouteComponent(() => import("./mailbox.tsx"), "Mailbox"),
});
