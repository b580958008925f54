import { Skeleton } from "@mantine/core";
import { api, read } from "../../api/client.ts";
import { rowsOf, usePages } from "../../api/pages.ts";
import { type Activity, ActivityList } from "../../parts/activity-list.tsx";
import { Card } from "../../parts/card.tsx";
import { Empty } from "../../parts/empty.tsx";
import { Fault } from "../../parts/fault.tsx";
import { More } from "../../parts/more.tsx";
import { useTexts } from "../../text/catalogue.ts";
import { operationsTexts } from "./texts.ts";

/** Who changed definitions and settings, the newest first. */
export function ActivityTab() {
  const { activity: texts } = useTexts(operationsTexts);
  const pages = usePages<Activity>(["settings", "activity"], (cursor) =>
    read(api.GET("/v1/activity", { params: { query: { ...(cursor && { cursor }) } } })),
  );
  const items = rowsOf(pages);
  if (pages.isPending) return <Skeleton height={240} radius="md" />;
  if (pages.error) return <Fault error={pages.error} retry={() => pages.refetch()} />;
  if (items.length === 0)
    return (
      <Card>
        <Empty icon="clock" title={texts.empty} hint={texts.emptyHint} />
      </Card>
    );
  return (
    <Card isFlush>
      <ActivityList items={items} label={texts.label} />
      <More pages={pages} />
    </Card>
  );
}
