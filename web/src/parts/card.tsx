import { Title } from "@mantine/core";
import type { ReactNode } from "react";
import classes from "./card.module.css";

type Props = { title?: ReactNode; actions?: ReactNode; isFlush?: boolean; children: ReactNode };

/** A bordered box with a heading; `isFlush` leaves out the padding, for lists. */
export function Card({ title, actions, isFlush = false, children }: Props) {
  return (
    <section className={classes.card}>
      {(title || actions) && (
        <header className={classes.head}>
          <Title order={2} size="h5">
            {title}
          </Title>
          {actions}
        </header>
      )}
      <div className={isFlush ? undefined : classes.body}>{children}</div>
    </section>
  );
}
