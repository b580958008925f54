import { appTexts } from "../app/texts.ts";
import { useTexts } from "../text/catalogue.ts";
import { Icon } from "./icon.tsx";
import classes from "./read-only.module.css";

/** Says why a page offers no changes: the key may only read. */
export function ReadOnly() {
  const texts = useTexts(appTexts);
  return (
    <span className={classes.readOnly}>
      <Icon name="key" size={14} />
      {texts.readOnly}
    </span>
  );
}
