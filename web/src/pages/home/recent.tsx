import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { api, read } from "../../api/client.ts";
import { ActivityList } from "../../parts/activity-list.tsx";
import { Card } from "../../parts/card.tsx";
import { Fault } from "../../parts/fault.tsx";
import { useTexts } from "../../text/catalogue.ts";
import classes from "./home.module.css";
import { homeTexts } from "./texts.ts";

const SHOWN = 6;

/** The last changes of definitions and settings. */
export function RecentCard() {
  const { recent: texts } = useTexts(homeTexts);
  const recent = useQuery({
    queryKey: ["settings", "activity", "recent"],
    queryFn: () => read(api.GET("/v1/activity", { params: { query: { limit: SHOWN } } })),
  });
  const items = recent.data?.items ?? [];
  const all = (
    <Link data-entry className={classes.link} to="/operations" search={{ tab: "activity" }}>
      {texts.all}
    </Link>
  );
  return (
    <Card title={texts.title} actions={items.length > 0 && all} isFlush>
      <Fault error={recent.error} retry={() => recent.refetch()} />
      {recent.isPending && <Skeleton height={120} />}
      {recent.data && items.length === 0 && <p className={classes.none}>{texts.none}</p>}
      {items.length > 0 && <ActivityList items={items} label={texts.title} />}
    </Card>
  );
}
