import { Tooltip } from "@mantine/core";
import { useNow } from "../api/now.ts";
import { appTexts } from "../app/texts.ts";
import { useTexts } from "../text/catalogue.ts";
import { useFormat } from "../text/format.ts";

type Props = {
  /** ISO text. */
  at: string;
  /** The contact's IANA zone: its local time stands beside the viewer's. */
  zone?: string | null;
  isRelative?: boolean;
};

/** A moment in the viewer's zone; pointing at it tells it to the second. */
export function Time({ at, zone, isRelative = false }: Props) {
  const format = useFormat();
  const texts = useTexts(appTexts);
  const exact = format.exact(at);
  const label = zone
    ? `${texts.time.yours}: ${exact} · ${texts.time.contacts}: ${format.exact(at, zone)}`
    : exact;
  return (
    <Tooltip label={label}>
      <time dateTime={at}>{isRelative ? <Relative at={at} /> : format.short(at)}</time>
    </Tooltip>
  );
}

/** Its own component: only what is relative is drawn again as time goes by. */
const Relative = ({ at }: { at: string }) => useFormat().relative(at, useNow());
