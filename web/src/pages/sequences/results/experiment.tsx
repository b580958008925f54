import { Text } from "@mantine/core";
import type { Schemas } from "../../../api/client.ts";
import { Card } from "../../../parts/card.tsx";
import { useTexts } from "../../../text/catalogue.ts";
import { useFormat } from "../../../text/format.ts";
import classes from "./results.module.css";
import { Table } from "./table.tsx";
import { resultsTexts } from "./texts.ts";

type Props = { experiment: Schemas["Results"]["experiments"][number] };

/** An experiment: how far it is to its verdict, and no rates before; then the verdict with them. */
export function Experiment({ experiment }: Props) {
  const texts = useTexts(resultsTexts);
  const format = useFormat();
  const { step, sample, state, winner, variants } = experiment;
  const counted = variants.reduce((sum, variant) => sum + variant.counted.people, 0);
  const said = texts.running(format.number(Math.min(counted, sample)), format.number(sample));
  const isDecided = state === "decided";
  return (
    <Card title={texts.experiment(step)}>
      {isDecided ? (
        <Text fw={600}>{winner === null ? texts.noWinner : texts.winner(winner)}</Text>
      ) : (
        <>
          <progress className={classes.progress} value={counted} max={sample} aria-label={said} />
          <Text size="sm">{said}</Text>
        </>
      )}
      <Table
        label={texts.experiment(step)}
        head={[
          texts.variant,
          texts.people,
          ...(isDecided ? [texts.hits, texts.rate, texts.interval] : []),
        ]}
        rows={variants.map(({ name, people, hits, rate, interval }) => [
          name,
          format.number(people),
          ...(isDecided
            ? [
                format.number(hits),
                rate === null ? texts.none : format.percent(rate),
                interval === null ? texts.none : interval.map(format.percent).join(" – "),
              ]
            : []),
        ])}
      />
    </Card>
  );
}
