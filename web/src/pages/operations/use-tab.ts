import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useCallback } from "react";

const route = getRouteApi("/operations");

type Next = { peek?: string | undefined; state?: "unknown" | undefined };

/** What the address says of the shown part, and a way to change it. */
export function useTab() {
  const { tab, peek, state } = route.useSearch();
  const navigate = useNavigate();
  const show = useCallback(
    (next: Next) => {
      const { peek: open, state: wanted } = next;
      const search = {
        ...(tab && { tab }),
        ...(open && { peek: open }),
        ...(wanted && { state: wanted }),
      };
      void navigate({ to: "/operations", search, replace: true });
    },
    [navigate, tab],
  );
  const close = useCallback(() => show({ state }), [show, state]);
  return { peek, state, show, close };
}
