import { Icon } from "../../parts/icon.tsx";
import { Time } from "../../parts/time.tsx";
import { useTexts } from "../../text/catalogue.ts";
import type { Entry } from "./describe-entry.ts";
import { contactTexts } from "./texts.ts";
import classes from "./timeline.module.css";

type Props = { at: string; zone: string | null; entry: Entry; onMail?: (() => void) | undefined };

/** One entry: what, where, when, and the facts that explain it. */
export function EntryLine({ at, zone, entry, onMail }: Props) {
  const texts = useTexts(contactTexts);
  const { title, icon, tone, place, details, until } = entry;
  return (
    <li className={classes.entry}>
      <span className={classes.icon} data-tone={tone}>
        <Icon name={icon} size={14} />
      </span>
      <div className={classes.text}>
        {onMail ? (
          <button type="button" className={classes.mail} onClick={onMail}>
            <bdi>{title}</bdi>
          </button>
        ) : (
          <bdi className={classes.title}>{title}</bdi>
        )}
        {place && <bdi className={classes.place}>{place}</bdi>}
        {(details.length > 0 || until) && (
          <div className={classes.details}>
            {details.map((detail, nth) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the details of one entry do not move
              <bdi key={nth}>{detail}</bdi>
            ))}
            {until && (
              <span>
                {texts.entry.until} <Time at={until} zone={zone} />
              </span>
            )}
          </div>
        )}
      </div>
      <span className={classes.time}>
        <Time at={at} zone={zone} />
      </span>
    </li>
  );
}
