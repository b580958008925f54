import { createRootRoute } from "@tanstack/react-router";

/** Above every page; what it shows is the router's to say, so that addresses need no component. */
export const root = createRootRoute();
