import { Button } from "@mantine/core";
import { useMemo } from "react";
import { api, read } from "../../api/client.ts";
import { usePages } from "../../api/pages.ts";
import { useMay } from "../../app/session.tsx";
import { Empty } from "../../parts/empty.tsx";
import { Icon } from "../../parts/icon.tsx";
import { type Column, List } from "../../parts/list.tsx";
import { Beside } from "../../parts/peek.tsx";
import { Time } from "../../parts/time.tsx";
import { useAction } from "../../parts/use-action.ts";
import { useTexts } from "../../text/catalogue.ts";
import { useFormat } from "../../text/format.ts";
import { type Letter, LetterPeek, queueName } from "./dead-letter.tsx";
import classes from "./operations.module.css";
import { operationsTexts } from "./texts.ts";
import { useTab } from "./use-tab.ts";

/** The most that the API lists; there is no cursor, for the queues have none. */
const MOST = 100;

/** Work that failed again and again: why, and the ways back or out. */
export function DeadLetters() {
  const { letters: texts, tabs } = useTexts(operationsTexts);
  const format = useFormat();
  const isAdmin = useMay("admin");
  const { peek, show, close } = useTab();
  const pages = usePages<Letter>(["settings", "dead-letters"], () =>
    read(api.GET("/v1/dead-letters", { params: { query: { limit: MOST } } })),
  );
  const letters = pages.data?.pages.flatMap(({ items }) => items) ?? [];
  const open = letters.find(({ id }) => id === peek);
  const redriveAll = useAction({
    run: () => read(api.POST("/v1/dead-letters/redrive")),
    said: ({ redriven, stuck }) =>
      stuck > 0 ? texts.stuck(format.number(stuck)) : texts.redriven(format.number(redriven)),
  });
  const columns = useMemo<Column<Letter>[]>(
    () => [
      {
        key: "queue",
        label: texts.queue,
        width: "30%",
        cell: ({ queue }) => queueName(texts, queue),
      },
      { key: "error", label: texts.error, cell: ({ error }) => error ?? texts.unknown },
      {
        key: "sent",
        label: texts.sent,
        width: "9.5rem",
        isMinor: true,
        cell: ({ sentAt }) => <Time at={sentAt} />,
      },
    ],
    [texts],
  );
  return (
    <>
      {letters.length > 0 && (
        <div className={classes.bar}>
          <p className={classes.hint}>
            {texts.auto} {letters.length === MOST && texts.oldest(format.number(MOST))}
          </p>
          {isAdmin && (
            <Button
              leftSection={<Icon name="refresh" size={16} />}
              loading={redriveAll.isPending}
              onClick={() => redriveAll.ask()}
            >
              {texts.redriveAll}
            </Button>
          )}
        </div>
      )}
      <Beside peek={open && <LetterPeek letter={open} key={open.id} onClose={close} />}>
        <List
          label={tabs.failures}
          columns={columns}
          pages={pages}
          keyOf={({ id }) => id}
          openKey={peek}
          onOpen={({ id }) => show({ peek: id })}
          empty={<Empty icon="check" title={texts.empty} hint={texts.emptyHint} />}
        />
      </Beside>
    </>
  );
}
