import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Card } from "../../parts/card.tsx";
import { Fault } from "../../parts/fault.tsx";
import { useTexts } from "../../text/catalogue.ts";
import { LinkHosts } from "./link-hosts.tsx";
import classes from "./operations.module.css";
import { SettingsForm } from "./settings-form.tsx";
import { loadSettings, SETTINGS } from "./settings-query.ts";
import { operationsTexts } from "./texts.ts";

/** What all mails share: the sender, the postal address, the zone; and the hosts of links. */
export function Settings() {
  const { settings: texts, tabs } = useTexts(operationsTexts);
  const settings = useQuery({ queryKey: SETTINGS, queryFn: loadSettings });
  return (
    <>
      <Card title={tabs.settings}>
        <Fault error={settings.error} retry={() => settings.refetch()} />
        {settings.data ? <SettingsForm loaded={settings.data} /> : <Skeleton height={280} />}
      </Card>
      <LinkHosts />
      <p className={classes.hint}>{texts.perSequence}</p>
    </>
  );
}
