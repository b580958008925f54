import { Button } from "@mantine/core";
import { Suspense, useMemo, useState } from "react";
import { api, read } from "../../api/client.ts";
import { rowsOf, usePages } from "../../api/pages.ts";
import { useMay } from "../../app/session.tsx";
import { Empty } from "../../parts/empty.tsx";
import { Icon } from "../../parts/icon.tsx";
import { lazyPart } from "../../parts/lazy-part.ts";
import { type Column, List } from "../../parts/list.tsx";
import { Beside } from "../../parts/peek.tsx";
import { Time } from "../../parts/time.tsx";
import { useTexts } from "../../text/catalogue.ts";
import { useFormat } from "../../text/format.ts";
import classes from "./operations.module.css";
import { type Source, SourcePeek } from "./source.tsx";
import { operationsTexts } from "./texts.ts";
import { useTab } from "./use-tab.ts";
import { WebhookSecret } from "./webhook-secret.tsx";

const NewSource = lazyPart(() => import("./new-source.tsx"), "NewSource");

/** The systems that may post events, and the secret of what we post ourselves. */
export function Sources() {
  const { sources: texts, tabs } = useTexts(operationsTexts);
  const format = useFormat();
  const isAdmin = useMay("admin");
  const [isMaking, setIsMaking] = useState(false);
  const { peek, show, close } = useTab();
  const pages = usePages<Source>(["settings", "sources"], () => read(api.GET("/v1/sources")));
  const open = rowsOf(pages).find(({ id }) => id === peek);
  const columns = useMemo<Column<Source>[]>(
    () => [
      { key: "name", label: texts.name, width: "28%", cell: ({ id }) => id },
      { key: "url", label: texts.url, cell: ({ url }) => url },
      {
        key: "secrets",
        label: texts.secrets,
        width: "6.5rem",
        isNumber: true,
        isMinor: true,
        cell: ({ secrets }) => format.number(secrets.length),
      },
      {
        key: "made",
        label: texts.made,
        width: "9.5rem",
        isMinor: true,
        cell: ({ createdAt }) => <Time at={createdAt} />,
      },
    ],
    [texts, format],
  );
  const create = isAdmin && (
    <Button leftSection={<Icon name="plus" size={16} />} onClick={() => setIsMaking(true)}>
      {texts.create}
    </Button>
  );
  return (
    <>
      <div className={classes.bar}>
        <p className={classes.hint}>{texts.about}</p>
        {create}
      </div>
      <Beside peek={open && <SourcePeek source={open} key={open.id} onClose={close} />}>
        <List
          label={tabs.sources}
          columns={columns}
          pages={pages}
          keyOf={({ id }) => id}
          openKey={peek}
          onOpen={({ id }) => show({ peek: id })}
          empty={<Empty icon="webhook" title={texts.empty} hint={texts.emptyHint} />}
        />
      </Beside>
      {isAdmin && <WebhookSecret />}
      <Suspense>
        {isMaking && (
          <NewSource
            onClose={() => setIsMaking(false)}
            onMade={(id) => {
              setIsMaking(false);
              show({ peek: id });
            }}
          />
        )}
      </Suspense>
    </>
  );
}
