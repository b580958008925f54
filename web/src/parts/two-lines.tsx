import classes from "./two-lines.module.css";

type Props = { first: string; second: string; isAlways?: boolean };

/**
 * A cell whose second line stands in for columns that a narrow list leaves out; `isAlways` where it
 * is there in a wide one, too. What does not fit is whole in its title.
 */
export const TwoLines = ({ first, second, isAlways = false }: Props) => (
  <>
    <bdi className={classes.first} title={first}>
      {first}
    </bdi>
    <bdi className={classes.second} title={second} data-narrow={isAlways ? undefined : ""}>
      {second}
    </bdi>
  </>
);
