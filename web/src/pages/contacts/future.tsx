import { Button } from "@mantine/core";
import { useState } from "react";
import { useTexts } from "../../text/catalogue.ts";
import { useFormat } from "../../text/format.ts";
import { describeNext, type Words } from "./describe-entry.ts";
import { EntryLine } from "./entry-line.tsx";
import { contactTexts } from "./texts.ts";
import classes from "./timeline.module.css";
import type { Forecast } from "./use-forecast.ts";

const SHOWN = 40;

type Props = {
  forecast: Forecast;
  zone: string | null;
  words: Words;
  /** Shows one sequence alone. */
  onChoose: (sequence: string) => void;
};

/** What comes next, the latest at the top; what is left out is a click away. */
export function Future({ forecast: { items, left }, zone, words, onChoose }: Props) {
  const { timeline: texts } = useTexts(contactTexts);
  const format = useFormat();
  const [isAll, setIsAll] = useState(false);
  const shown = isAll ? items : items.slice(0, SHOWN);
  return (
    <>
      {left.length > 0 && (
        <p className={classes.left}>
          {texts.notForecast}
          {left.map((sequence) => (
            <Button key={sequence} variant="subtle" size="xs" onClick={() => onChoose(sequence)}>
              {sequence}
            </Button>
          ))}
        </p>
      )}
      {shown.length < items.length && (
        <Button variant="subtle" size="xs" fullWidth onClick={() => setIsAll(true)}>
          {texts.later(format.number(items.length - shown.length))}
        </Button>
      )}
      {shown.length > 0 && (
        <ol className={classes.list} data-future aria-label={texts.future}>
          {shown.toReversed().map((item, at) => (
            <EntryLine
              // biome-ignore lint/suspicious/noArrayIndexKey: a forecast is one answer
              key={at}
              at={item.at}
              zone={zone}
              entry={describeNext(item, words)}
            />
          ))}
        </ol>
      )}
    </>
  );
}
