import { UnstyledButton } from "@mantine/core";
import { useState } from "react";
import { useFormat } from "../text/format.ts";
import classes from "./bars.module.css";
import { BarsPicture } from "./bars-picture.tsx";

type Props = {
  title: string;
  sentence: string;
  days: { day: string; value: number }[];
  texts: { picture: string; table: string; day: string; mails: string };
};

/** A bar a day, the last one today: a picture with its sentence, or the same as a table. */
export function Bars({ title, sentence, days, texts }: Props) {
  const format = useFormat();
  const [isTable, setIsTable] = useState(false);
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
        <BarsPicture label={`${title}. ${sentence}`} days={days} />
      )}
    </figure>
  );
}
