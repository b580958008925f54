import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useCallback } from "react";

const route = getRouteApi("/operations");

/** What the address says of the shown part, and a way to change it. */
export function useTab() {
  const { tab, peek } = route.useSearch();
  const navigate = useNavigate();
  const show = useCallback(
    (next: { peek?: string }) =>
      void navigate({ to: "/operations", search: { tab, ...next }, replace: true }),
    [navigate, tab],
  );
  const close = useCallback(() => show({}), [show]);
  return { peek, show, close };
}
