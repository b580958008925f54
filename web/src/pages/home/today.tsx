import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { api, read, type Schemas } from "../../api/client.ts";
import { useNow } from "../../api/now.ts";
import { Bars } from "../../parts/bars.tsx";
import { Card } from "../../parts/card.tsx";
import { lastDays } from "../../parts/days.ts";
import { Fault } from "../../parts/fault.tsx";
import { useTexts } from "../../text/catalogue.ts";
import { useFormat } from "../../text/format.ts";
import classes from "./home.module.css";
import { homeTexts } from "./texts.ts";

const DAYS = 14;
const OF_MAILS = ["sent", "delivered", "opened", "clicked", "bounced", "unsubscribed"] as const;
const OF_RUNS = ["entered", "completed", "exited"] as const;

/** What happened to mails and runs today, and the mails of the last two weeks. */
export function TodayCard({ today }: { today: Schemas["Home"]["today"] | undefined }) {
  const { today: texts } = useTexts(homeTexts);
  const format = useFormat();
  const now = useNow();
  const mails = useQuery({
    queryKey: ["messages", "days"],
    queryFn: () => read(api.GET("/v1/stats/mails")),
  });
  const days = lastDays(mails.data?.days ?? [], "sent", now, DAYS);
  const ofToday = mails.data?.days.find(({ day }) => day === days.at(-1)!.day);
  const total = days.reduce((sum, { value }) => sum + value, 0);
  const sentence =
    total === 0
      ? texts.none
      : texts.sentence(format.number(days.at(-1)!.value), format.number(total));
  const figures = [
    ...OF_MAILS.map((name) => [name, mails.data && (ofToday?.[name] ?? 0)] as const),
    ...OF_RUNS.map((name) => [name, today?.[name]] as const),
  ];
  return (
    <Card title={texts.title}>
      <dl className={classes.figures}>
        {figures.map(([name, count]) => (
          <div key={name}>
            <dt>{texts[name]}</dt>
            <dd>{count === undefined ? "–" : format.number(count)}</dd>
          </div>
        ))}
      </dl>
      <Fault error={mails.error} retry={() => mails.refetch()} />
      {mails.data ? (
        <Bars title={texts.chart} sentence={sentence} days={days} texts={texts} />
      ) : (
        <Skeleton height={96} />
      )}
    </Card>
  );
}
