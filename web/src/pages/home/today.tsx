import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { api, read, type Schemas } from "../../api/client.ts";
import { useNow } from "../../api/now.ts";
import { Card } from "../../parts/card.tsx";
import { Fault } from "../../parts/fault.tsx";
import { useTexts } from "../../text/catalogue.ts";
import { useFormat } from "../../text/format.ts";
import { Bars } from "./bars.tsx";
import { lastDays } from "./days.ts";
import classes from "./home.module.css";
import { homeTexts } from "./texts.ts";

const DAYS = 14;
const FIGURES = ["mails", "entered", "completed", "exited"] as const;

/** What sequences did today, and their mails of the last two weeks. */
export function TodayCard({ today }: { today: Schemas["Home"]["today"] | undefined }) {
  const { today: texts } = useTexts(homeTexts);
  const format = useFormat();
  const now = useNow();
  const series = useQuery({
    queryKey: ["sequences", "mails"],
    queryFn: () =>
      read(api.GET("/v1/stats", { params: { query: { measure: "mails", limit: 100 } } })),
  });
  const days = lastDays(series.data?.items ?? [], now, DAYS);
  const total = days.reduce((sum, { value }) => sum + value, 0);
  const sentence =
    total === 0
      ? texts.none
      : texts.sentence(format.number(days.at(-1)!.value), format.number(total));
  return (
    <Card title={texts.title}>
      <dl className={classes.figures}>
        {FIGURES.map((name) => (
          <div key={name}>
            <dt>{texts[name]}</dt>
            <dd>{today ? format.number(today[name]) : "–"}</dd>
          </div>
        ))}
      </dl>
      <Fault error={series.error} retry={() => series.refetch()} />
      {series.data ? (
        <Bars title={texts.chart} sentence={sentence} days={days} />
      ) : (
        <Skeleton height={96} />
      )}
    </Card>
  );
}
