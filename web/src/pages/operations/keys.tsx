import { Button } from "@mantine/core";
import { Suspense, useMemo, useState } from "react";
import { api, read } from "../../api/client.ts";
import { useNow } from "../../api/now.ts";
import { rowsOf, usePages } from "../../api/pages.ts";
import { type Command, useCommands } from "../../app/commands.tsx";
import { useMay } from "../../app/session.tsx";
import { Empty } from "../../parts/empty.tsx";
import { Icon } from "../../parts/icon.tsx";
import { lazyPart } from "../../parts/lazy-part.ts";
import { type Column, List } from "../../parts/list.tsx";
import { Beside } from "../../parts/peek.tsx";
import { Status } from "../../parts/status.tsx";
import { Time } from "../../parts/time.tsx";
import { useTexts } from "../../text/catalogue.ts";
import { useFormat } from "../../text/format.ts";
import { type Key, KeyPeek } from "./key.tsx";
import classes from "./operations.module.css";
import { operationsTexts } from "./texts.ts";
import { useTab } from "./use-tab.ts";

const NewKey = lazyPart(() => import("./new-key.tsx"), "NewKey");

/** The API keys: what each may do, when it was last used, when it ends. */
export function Keys() {
  const { keys: texts, tabs } = useTexts(operationsTexts);
  const format = useFormat();
  const now = useNow();
  const isAdmin = useMay("admin");
  const [isMaking, setIsMaking] = useState(false);
  const { peek, show, close } = useTab();
  const pages = usePages<Key>(["settings", "keys"], (cursor) =>
    read(api.GET("/v1/keys", { params: { query: { ...(cursor && { cursor }) } } })),
  );
  const open = rowsOf(pages).find(({ id }) => id === peek);
  useCommands(
    useMemo<Command[]>(
      () =>
        isAdmin
          ? [{ id: "new key", label: texts.create, keys: "c", run: () => setIsMaking(true) }]
          : [],
      [isAdmin, texts],
    ),
  );
  const columns = useMemo<Column<Key>[]>(
    () => [
      { key: "name", label: texts.name, cell: ({ name }) => <bdi>{name}</bdi> },
      {
        key: "scopes",
        label: texts.scopes,
        cell: ({ scopes }) => format.list(scopes.map((scope) => texts.scopeNames[scope])),
      },
      {
        key: "used",
        label: texts.used,
        isMinor: true,
        cell: ({ lastUsedAt }) =>
          lastUsedAt === null ? texts.never : <Time at={lastUsedAt} isRelative />,
      },
      {
        key: "expires",
        label: texts.expires,
        isMinor: true,
        cell: ({ expiresAt }) => {
          if (expiresAt === null) return texts.noExpiry;
          const isOver = Date.parse(expiresAt) <= now;
          return isOver ? (
            <Status tone="bad">{texts.expired}</Status>
          ) : (
            <Time at={expiresAt} isRelative isDue />
          );
        },
      },
    ],
    [texts, format, now],
  );
  return (
    <>
      {isAdmin && (
        <div className={classes.end}>
          <Button leftSection={<Icon name="plus" size={16} />} onClick={() => setIsMaking(true)}>
            {texts.create}
          </Button>
        </div>
      )}
      <Beside peek={open && <KeyPeek apiKey={open} key={open.id} onClose={close} />}>
        <List
          label={tabs.keys}
          columns={columns}
          pages={pages}
          keyOf={({ id }) => id}
          openKey={peek}
          onOpen={({ id }) => show({ peek: id })}
          empty={<Empty icon="key" title={texts.empty} />}
        />
      </Beside>
      <Suspense>{isMaking && <NewKey onClose={() => setIsMaking(false)} />}</Suspense>
    </>
  );
}
