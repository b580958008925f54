import type { ReactNode } from "react";
import classes from "./facts.module.css";

type Fact = readonly [name: string, value: ReactNode];
type Props = { items: readonly (Fact | false | undefined)[]; label?: string };

/** Names and their values, a line each; what is false is left out. */
export const Facts = ({ items, label }: Props) => (
  <dl className={classes.facts} aria-label={label}>
    {items.map(
      (item, at) =>
        item && (
          // biome-ignore lint/suspicious/noArrayIndexKey: a name may stand there twice
          <div key={at} className={classes.fact}>
            <dt>
              <bdi>{item[0]}</bdi>
            </dt>
            <dd>{typeof item[1] === "string" ? <bdi>{item[1]}</bdi> : item[1]}</dd>
          </div>
        ),
    )}
  </dl>
);
