import type { ReactNode } from "react";
import classes from "./facts.module.css";

type Props = { items: readonly (readonly [name: string, value: ReactNode] | false | undefined)[] };

/** Names and their values, a line each; what is false is left out. */
export const Facts = ({ items }: Props) => (
  <dl className={classes.facts}>
    {items.map(
      (item) =>
        item && (
          <div key={item[0]} className={classes.fact}>
            <dt>{item[0]}</dt>
            <dd>{item[1]}</dd>
          </div>
        ),
    )}
  </dl>
);
