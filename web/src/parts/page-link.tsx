import { Anchor } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";

type Props = { to: string; children: ReactNode };

/** A link to another page of the console, by its address. */
export const PageLink = ({ to, children }: Props) => (
  <Anchor component={Link} to={to} size="sm" style={{ overflowWrap: "anywhere" }}>
    <bdi>{children}</bdi>
  </Anchor>
);
