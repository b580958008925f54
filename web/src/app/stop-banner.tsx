import { Link } from "@tanstack/react-router";
import { useSending } from "../api/sending.ts";
import { Icon } from "../parts/icon.tsx";
import { useTexts } from "../text/catalogue.ts";
import classes from "./connection-banner.module.css";
import { appTexts } from "./texts.ts";

/** Says on every page that sending is stopped, for as long as it is. */
export function StopBanner() {
  const texts = useTexts(appTexts);
  const { data } = useSending();
  return (
    <div role="status">
      {typeof data?.stoppedAt === "string" && (
        <p className={classes.banner}>
          <Icon name="stop" size={16} />
          {texts.stopped.banner} <Link to="/operations">{texts.stopped.manage}</Link>
        </p>
      )}
    </div>
  );
}
