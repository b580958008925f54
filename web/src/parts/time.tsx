import { Tooltip } from "@mantine/core";
import { useNow } from "../api/now.ts";
import { appTexts } from "../app/texts.ts";
import { useTexts } from "../text/catalogue.ts";
import { useFormat } from "../text/format.ts";
import classes from "./time.module.css";

type Props = {
  /** ISO text. */
  at: string;
  /** The contact's IANA zone: its local time stands beside the viewer's. */
  zone?: string | null;
  isRelative?: boolean;
  /** It may lie ahead. Whatever else is relative has happened. */
  isDue?: boolean;
};

const EVENTS = { hover: true, focus: true, touch: true };

/**
 * A moment in the viewer's zone, and beside it the contact's where it differs. A relative one tells
 * its exact time when one points at it, focuses or taps it.
 */
export function Time({ at, zone, isRelative = false, isDue = false }: Props) {
  const format = useFormat();
  const texts = useTexts(appTexts);
  const there = zone ? format.there(at, zone) : undefined;
  return (
    <Tooltip label={<Exact at={at} zone={zone} />} events={EVENTS}>
      {isRelative ? (
        <button type="button" className={classes.relative}>
          <time dateTime={at}>
            <Relative at={at} isDue={isDue} />
          </time>
        </button>
      ) : (
        <span>
          <time dateTime={at}>{format.short(at)}</time>
          {there !== undefined && (
            <small className={classes.there}> {texts.time.there(there)}</small>
          )}
        </span>
      )}
    </Tooltip>
  );
}

/** Its own component: told of few of the many that a list shows. */
function Exact({ at, zone }: Pick<Props, "at" | "zone">) {
  const format = useFormat();
  const texts = useTexts(appTexts);
  const exact = format.exact(at);
  if (!zone) return exact;
  return `${texts.time.yours}: ${exact} · ${texts.time.contacts}: ${format.exact(at, zone)}`;
}

/** Its own component: only what is relative is drawn again as time goes by. */
function Relative({ at, isDue }: { at: string; isDue: boolean }) {
  const format = useFormat();
  const now = useNow();
  return isDue ? format.relative(at, now) : format.ago(at, now);
}
