import { CopyButton } from "./copy-button.tsx";
import classes from "./secret.module.css";

/** A secret to take along, with a button that copies it; a click selects it as a whole. */
export const Secret = ({ value }: { value: string }) => (
  <div className={classes.secret}>
    <code className={classes.value}>{value}</code>
    <CopyButton value={value} />
  </div>
);
