import { type KeyboardEvent, type PointerEvent, useState } from "react";
import { useFormat } from "../text/format.ts";
import classes from "./bars.module.css";
import { movedCursor } from "./moved-cursor.ts";

type Props = { label: string; days: { day: string; value: number }[] };

const HEIGHT = 64;
const WIDTH = 20;
const GAP = 4;

/**
 * The bars, and a cursor over them that the arrow keys or a pointer move. It is a slider, for that
 * is how screen readers let arrow keys through and say each value.
 */
export function BarsPicture({ label, days }: Props) {
  const format = useFormat();
  const [chosen, setChosen] = useState<number>();
  const last = days.length - 1;
  const at = Math.min(chosen ?? last, last);
  const most = Math.max(1, ...days.map(({ value }) => value));
  const told = ({ day, value }: Props["days"][number]) =>
    `${format.day(day)}: ${format.number(value)}`;
  const onKeyDown = (event: KeyboardEvent) => {
    const next = movedCursor(at, last, event.key);
    if (next === undefined) return;
    event.preventDefault();
    setChosen(next);
  };
  const point = ({ clientX, currentTarget }: PointerEvent) => {
    const { left, width } = currentTarget.getBoundingClientRect();
    const bar = Math.floor(((clientX - left) / width) * days.length);
    setChosen(Math.min(last, Math.max(0, bar)));
  };
  return (
    <>
      <div
        role="slider"
        tabIndex={0}
        className={classes.picture}
        aria-label={label}
        aria-readonly="true"
        aria-valuemin={0}
        aria-valuemax={last}
        aria-valuenow={at}
        aria-valuetext={days[at] && told(days[at])}
        onKeyDown={onKeyDown}
        onFocus={() => setChosen(at)}
        onBlur={() => setChosen(undefined)}
        onPointerDown={point}
        onPointerMove={point}
        onPointerLeave={({ pointerType }) => pointerType === "mouse" && setChosen(undefined)}
      >
        <svg
          className={classes.chart}
          viewBox={`0 0 ${days.length * WIDTH} ${HEIGHT}`}
          preserveAspectRatio="none"
          aria-hidden="true"
        >
          {days.map(({ day, value }, index) => {
            const height = value === 0 ? 1 : Math.max(2, (value / most) * HEIGHT);
            return (
              <rect
                key={day}
                className={classes.bar}
                data-today={index === last || undefined}
                data-chosen={index === chosen || undefined}
                x={index * WIDTH + GAP / 2}
                y={HEIGHT - height}
                width={WIDTH - GAP}
                height={height}
              />
            );
          })}
        </svg>
      </div>
      <p className={classes.ends} aria-hidden="true">
        <time dateTime={days[0]?.day}>{days[0] && format.dayOfMonth(days[0].day)}</time>
        {chosen !== undefined && days[chosen] && (
          <strong className={classes.told}>{told(days[chosen])}</strong>
        )}
        <time dateTime={days[last]?.day}>{days[last] && format.dayOfMonth(days[last].day)}</time>
      </p>
    </>
  );
}
