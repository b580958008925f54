import { Skeleton } from "@mantine/core";
import { Suspense, useId, useState } from "react";
import { Icon } from "../../parts/icon.tsx";
import { lazyPart } from "../../parts/lazy-part.ts";
import { MessageStatus } from "../../parts/mail/message-state.tsx";
import { Time } from "../../parts/time.tsx";
import { useTexts } from "../../text/catalogue.ts";
import type { Entry } from "./describe-entry.ts";
import { contactTexts } from "./texts.ts";
import classes from "./timeline.module.css";

const MailStates = lazyPart(() => import("./mail-states.tsx"), "MailStates");

type Mail = { id: string; open: () => void };
type Props = { at: string; zone: string | null; entry: Entry; mail?: Mail | undefined };

/** One entry: what, where, when, and the facts that explain it; a mail unfolds into its states. */
export function EntryLine({ at, zone, entry, mail }: Props) {
  const texts = useTexts(contactTexts);
  const states = useId();
  const [isUnfolded, setIsUnfolded] = useState(false);
  const { title, icon, tone, place, details, until, status } = entry;
  return (
    <li className={classes.entry}>
      <span className={classes.icon} data-tone={tone}>
        <Icon name={icon} size={14} />
      </span>
      <div className={classes.text}>
        <div className={classes.head}>
          {mail ? (
            <button type="button" className={classes.mail} onClick={mail.open}>
              <bdi>{title}</bdi>
            </button>
          ) : (
            <bdi className={classes.title}>{title}</bdi>
          )}
          {status && <MessageStatus state={status} />}
        </div>
        {place && <bdi className={classes.place}>{place}</bdi>}
        {(details.length > 0 || until || mail) && (
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
            {mail && (
              <button
                type="button"
                className={classes.unfold}
                aria-expanded={isUnfolded}
                aria-controls={states}
                onClick={() => setIsUnfolded(!isUnfolded)}
              >
                {texts.timeline.states}
                <Icon name={isUnfolded ? "up" : "down"} size={12} />
              </button>
            )}
          </div>
        )}
        {mail && (
          <div id={states}>
            <Suspense fallback={<Skeleton height={60} aria-busy="true" />}>
              {isUnfolded && <MailStates id={mail.id} zone={zone} />}
            </Suspense>
          </div>
        )}
      </div>
      <span className={classes.time}>
        <Time at={at} zone={zone} />
      </span>
    </li>
  );
}
