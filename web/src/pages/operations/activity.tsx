import { Button, Skeleton } from "@mantine/core";
import { api, read } from "../../api/client.ts";
import { rowsOf, usePages } from "../../api/pages.ts";
import { appTexts } from "../../app/texts.ts";
import { type Activity, ActivityList } from "../../parts/activity-list.tsx";
import { Card } from "../../parts/card.tsx";
import { Empty } from "../../parts/empty.tsx";
import { Fault } from "../../parts/fault.tsx";
import { useTexts } from "../../text/catalogue.ts";
import { operationsTexts } from "./texts.ts";

/** Who changed definitions and settings, the newest first. */
export function ActivityTab() {
  const { activity: texts } = useTexts(operationsTexts);
  const { list } = useTexts(appTexts);
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
      {pages.hasNextPage && (
        <Button
          variant="subtle"
          fullWidth
          loading={pages.isFetchingNextPage}
          onClick={() => pages.fetchNextPage()}
        >
          {list.more}
        </Button>
      )}
    </Card>
  );
}
