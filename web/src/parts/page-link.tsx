import { Anchor } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";

type Props = { to: string; children: ReactNode };

const part = encodeURIComponent;

/** Where pages of one thing stand. */
export const addressOf = {
  contact: (id: string) => `/contacts/${part(id)}`,
  sequence: (id: string) => `/sequences/${part(id)}`,
  segment: (id: string) => `/segments/${part(id)}`,
  template: (id: string) => `/templates/${part(id)}`,
  message: (id: string) => `/messages?peek=${part(id)}`,
};

/** A link to another page of the console, by its address. */
export const PageLink = ({ to, children }: Props) => (
  <Anchor component={Link} to={to} size="sm" style={{ overflowWrap: "anywhere" }}>
    <bdi>{children}</bdi>
  </Anchor>
);
