import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { root } from "../../app/root-route.tsx";

const text = (value: unknown) => (typeof value === "string" && value !== "" ? value : undefined);

export const mailboxRoute = createRoute({
  getParentRoute: () => root,
  path: "/mailbox",
  validateSearch: ({ to, peek }: Record<string, unknown>) => ({ to: text(to), peek: text(peek) }),
  component: lazyRouteComponent(() => import("./mailbox.tsx"), "Mailbox"),
});
