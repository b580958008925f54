import { Anchor } from "@mantine/core";
import { createLink } from "@tanstack/react-router";

/** A link to a place of the console, typed as its routes are. */
export const TextLink = createLink(Anchor<"a">);
