import { Skeleton, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { api, read } from "../../../api/client.ts";
import { useNow } from "../../../api/now.ts";
import { Bars } from "../../../parts/bars.tsx";
import { Card } from "../../../parts/card.tsx";
import { lastDays } from "../../../parts/days.ts";
import { Fault } from "../../../parts/fault.tsx";
import { useTexts } from "../../../text/catalogue.ts";
import { useFormat } from "../../../text/format.ts";
import { sumOfMails } from "./sum-of-mails.ts";
import { Table } from "./table.tsx";
import { resultsTexts } from "./texts.ts";

const DAYS = 30;

/** What happened to the mails of a sequence in the last thirty days, and how many left each day. */
export function MailsCard({ id }: { id: string }) {
  const { mails: texts, ...others } = useTexts(resultsTexts);
  const format = useFormat();
  const now = useNow();
  const mails = useQuery({
    queryKey: ["messages", "days", id],
    queryFn: () => read(api.GET("/v1/stats/mails", { params: { query: { sequence: id } } })),
  });
  const days = mails.data?.days ?? [];
  const sum = sumOfMails(days);
  const sent = sum[0]!.count;
  const sentence = sent === 0 ? texts.nothing : texts.said(format.number(sent));
  return (
    <Card title={texts.title}>
      <Fault error={mails.error} retry={() => mails.refetch()} />
      {mails.data ? (
        <Stack gap="md">
          <Table
            label={texts.title}
            head={[texts.what, texts.mails, texts.share]}
            rows={sum.map(({ name, count, share }) => [
              texts[name],
              format.number(count),
              share === undefined ? others.none : format.percent(share),
            ])}
          />
          <Bars
            title={texts.chart}
            sentence={sentence}
            days={lastDays(days, "sent", now, DAYS)}
            texts={texts}
          />
        </Stack>
      ) : (
        <Skeleton height={220} />
      )}
    </Card>
  );
}
