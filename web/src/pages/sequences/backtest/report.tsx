import { Text } from "@mantine/core";
import { Bars } from "../../../parts/bars.tsx";
import { Card } from "../../../parts/card.tsx";
import { CsvButton } from "../../../parts/job/csv-button.tsx";
import { useTexts } from "../../../text/catalogue.ts";
import { useFormat } from "../../../text/format.ts";
import classes from "../results/results.module.css";
import { Table } from "../results/table.tsx";
import { resultsTexts } from "../results/texts.ts";
import { daysOf } from "./days-of.ts";

/** What a backtest found, as the API stores it. */
export type ReportOf = {
  from: string;
  until: string;
  people: number;
  entered: number;
  mails: number;
  mailsPerPerson: Record<string, number>;
  mailsPerWeek: Record<string, number>;
  volume: {
    perDay: number;
    busiest: { day: string; mails: number } | null;
    days: Record<string, number>;
  };
  overlap: { sequence: string; people: number; sameDay: number }[];
  cost: { sesUsd: number; ownUsd: number; assumes: string };
  notes: string[];
};

/** The API counts higher numbers as one. */
const MOST_COUNTED = 20;

/** A backtest's result: volume, fatigue, overlap and cost, and its lines to take along. */
export function Report({ id, report }: { id: string; report: ReportOf }) {
  const { backtest: texts, mails: words } = useTexts(resultsTexts);
  const format = useFormat();
  const { mails, entered, volume, overlap, cost, notes, mailsPerPerson, mailsPerWeek } = report;
  const dollars = new Intl.NumberFormat(format.locale, { style: "currency", currency: "USD" });
  const sentence = [
    texts.volumeSaid(format.number(mails), format.number(entered), format.number(volume.perDay)),
    volume.busiest &&
      texts.busiest(format.day(volume.busiest.day), format.number(volume.busiest.mails)),
  ]
    .filter(Boolean)
    .join(" ");
  const histogram = (counts: Record<string, number>) =>
    Object.entries(counts)
      .toSorted(([a], [b]) => Number(a) - Number(b))
      .map(([count, many]) => [
        Number(count) === MOST_COUNTED
          ? texts.mostCounted(format.number(MOST_COUNTED))
          : format.number(Number(count)),
        format.number(many),
      ]);
  return (
    <>
      <Card title={texts.volume} actions={<CsvButton id={id} />}>
        <Bars
          title={texts.volume}
          sentence={sentence}
          days={daysOf(volume.days, report.from, report.until)}
          texts={words}
        />
      </Card>
      <Card title={texts.fatigue}>
        <Table
          label={texts.fatigue}
          head={[texts.mails, texts.contacts]}
          rows={histogram(mailsPerPerson)}
        />
      </Card>
      <Card title={texts.weekly}>
        <Table
          label={texts.weekly}
          head={[texts.mails, texts.weeks]}
          rows={histogram(mailsPerWeek)}
        />
      </Card>
      <Card title={texts.overlap}>
        {overlap.length === 0 ? (
          <Text size="sm">{texts.noOverlap}</Text>
        ) : (
          <Table
            label={texts.overlap}
            head={[texts.sequence, texts.contacts, texts.sameDay]}
            rows={overlap.map(({ sequence, people, sameDay }) => [
              sequence,
              format.number(people),
              format.number(sameDay),
            ])}
          />
        )}
      </Card>
      <Card title={texts.cost}>
        <Text size="sm">
          {texts.costSaid(dollars.format(cost.sesUsd), dollars.format(cost.ownUsd))}
        </Text>
        <Text size="xs" c="dimmed">
          {cost.assumes}
        </Text>
      </Card>
      <Card title={texts.notes}>
        <ul className={classes.notes}>
          {notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      </Card>
    </>
  );
}
