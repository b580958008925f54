import classes from "./two-lines.module.css";

/** A cell whose second line stands in for columns that a narrow list leaves out. */
export const TwoLines = ({ first, second }: { first: string; second: string }) => (
  <>
    <bdi className={classes.first}>{first}</bdi>
    <bdi className={classes.second} data-narrow>
      {second}
    </bdi>
  </>
);
