import { useQuery } from "@tanstack/react-query";
import { api, read } from "../../api/client.ts";
import { Card } from "../../parts/card.tsx";
import { Fault } from "../../parts/fault.tsx";
import { Page } from "../../parts/page.tsx";
import { catalogue, useTexts } from "../../text/catalogue.ts";
import { texts as en } from "../../text/en/home.ts";

const homeTexts = catalogue({ en, de: () => import("../../text/de/home.ts") });

/** What needs attention, and what goes on today. */
export function Home() {
  const texts = useTexts(homeTexts);
  const health = useQuery({
    queryKey: ["settings", "health"],
    queryFn: () => read(api.GET("/v1/health")),
  });
  return (
    <Page title={texts.title}>
      <Card title={texts.health}>
        <Fault error={health.error} retry={() => health.refetch()} />
        <pre>{JSON.stringify(health.data, null, 2)}</pre>
      </Card>
    </Page>
  );
}
