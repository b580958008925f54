import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Concern } from "./attention.ts";
import classes from "./home.module.css";

type Props = { place: Concern["place"]; children: ReactNode };

/** Leads to where a concern is dealt with. */
export function ConcernLink({ place, children }: Props) {
  const inner = <bdi>{children}</bdi>;
  if (place.page === "sequence")
    return (
      <Link
        data-entry
        className={classes.link}
        to="/sequences/$id"
        params={{ id: place.id }}
        search={{}}
      >
        {inner}
      </Link>
    );
  if (place.page === "messages")
    return (
      <Link
        data-entry
        className={classes.link}
        to="/messages"
        search={{ state: place.state, peek: undefined }}
      >
        {inner}
      </Link>
    );
  const { page: _, ...search } = place;
  return (
    <Link data-entry className={classes.link} to="/operations" search={search}>
      {inner}
    </Link>
  );
}
