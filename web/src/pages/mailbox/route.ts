import { createRoute } from "@tanstack/react-router";
import { root } from "../../app/root-route.ts";
import { text } from "../../app/search.ts";
import { lazyPage } from "../../parts/lazy-page.ts";

export const mailboxRoute = createRoute({
  getParentRoute: () => root,
  path: "/mailbox",
  validateSearch: ({ to, peek }: Record<string, unknown>) => ({ to: text(to), peek: text(peek) }),
  component: lazyPage(() => import("./mailbox.tsx"), "Mailbox"),
});
