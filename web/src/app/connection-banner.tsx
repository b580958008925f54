import { useIsConnected } from "../api/live.ts";
import { Icon } from "../parts/icon.tsx";
import { useTexts } from "../text/catalogue.ts";
import classes from "./connection-banner.module.css";
import { appTexts } from "./texts.ts";

/** Says that what is shown may be old, for as long as the API can't be reached. */
export function ConnectionBanner() {
  const texts = useTexts(appTexts);
  const isConnected = useIsConnected();
  return (
    <div role="status">
      {!isConnected && (
        <p className={classes.banner}>
          <Icon name="warn" size={16} />
          {texts.lost.banner}
        </p>
      )}
    </div>
  );
}
