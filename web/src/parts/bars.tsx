import { UnstyledButton } from "@mantine/core";
import { useState } from "react";
import { useFormat } from "../text/format.ts";
import classes from "./bars.module.css";

type Props = {
  title: string;
  sentence: string;
  days: { day: string; value: number }[];
  texts: { picture: string; table: string; day: string; mails: string };
};

const HEIGHT = 64;
const WIDTH = 20;
const GAP = 4;

/** A bar a day, the last one today: a picture with its sentence, or the same as a table. */
export function Bars({ title, sentence, days, texts }: Props) {
  const format = useFormat();
  const [isTable, setIsTable] = useState(false);
  const most = Math.max(1, ...days.map(({ value }) => value));
  const ends = days.filter((_, at) => at === 0 || at === days.length - 1);
  return (
    <figure className={classes.figure}>
      <figcaption className={classes.caption}>
        <span>{sentence}</span>
        <UnstyledButton className={classes.toggle} onClick={() => setIsTable(!isTable)}>
          {isTable ? texts.picture : texts.table}
        </UnstyledButton>
      </figcaption>
      {isTable ? (
        <table className={classes.table} aria-label={title}>
          <thead>
            <tr>
              <th scope="col">{texts.day}</th>
              <th scope="col">{texts.mails}</th>
            </tr>
          </thead>
          <tbody>
            {days.toReversed().map(({ day, value }) => (
              <tr key={day}>
                <td>{format.day(day)}</td>
                <td>{format.number(value)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : (
        <>
          <svg
            className={classes.chart}
            viewBox={`0 0 ${days.length * WIDTH} ${HEIGHT}`}
            preserveAspectRatio="none"
            role="img"
            aria-label={`${title}. ${sentence}`}
          >
            {days.map(({ day, value }, at) => {
              const height = value === 0 ? 1 : Math.max(2, (value / most) * HEIGHT);
              return (
                <rect
                  key={day}
                  className={classes.bar}
                  data-today={at === days.length - 1 || undefined}
                  x={at * WIDTH + GAP / 2}
                  y={HEIGHT - height}
                  width={WIDTH - GAP}
                  height={height}
                >
                  <title>{`${format.day(day)}: ${format.number(value)}`}</title>
                </rect>
              );
            })}
          </svg>
          <p className={classes.ends} aria-hidden="true">
            {ends.map(({ day }) => (
              <time key={day} dateTime={day}>
                {format.dayOfMonth(day)}
              </time>
            ))}
          </p>
        </>
      )}
    </figure>
  );
}
