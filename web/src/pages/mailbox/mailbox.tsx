import { TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useMemo } from "react";
import { api, read } from "../../api/client.ts";
import { usePages } from "../../api/pages.ts";
import { useSession } from "../../app/session.tsx";
import { Empty } from "../../parts/empty.tsx";
import { Icon } from "../../parts/icon.tsx";
import { type Column, List } from "../../parts/list.tsx";
import { Page } from "../../parts/page.tsx";
import { Beside } from "../../parts/peek.tsx";
import { Time } from "../../parts/time.tsx";
import { TwoLines } from "../../parts/two-lines.tsx";
import { useTexts } from "../../text/catalogue.ts";
import { Clock } from "./clock.tsx";
import { Mail } from "./mail.tsx";
import classes from "./mailbox.module.css";
import { SendEvent } from "./send-event.tsx";
import { mailboxTexts } from "./texts.ts";

type Item = { messageId: string; to: string; subject: string; at: string };

const route = getRouteApi("/mailbox");

/** What Dripstack sent on this machine; beside it an event to send and the clock to move. */
export function Mailbox() {
  const texts = useTexts(mailboxTexts);
  const { meta } = useSession();
  const { to, peek } = route.useSearch();
  const navigate = useNavigate({ from: "/mailbox" });
  const search = (next: { to?: string | undefined; peek?: string | undefined }) =>
    void navigate({ search: { to, peek, ...next }, replace: true });
  const filter = useDebouncedCallback(
    (value: string) => search({ to: value.trim() || undefined, peek: undefined }),
    200,
  );
  const pages = usePages<Item>(["mailbox", { to }], (cursor) =>
    read(
      api.GET("/v1/mailbox", {
        params: { query: { ...(to && { to }), ...(cursor && { cursor }) } },
      }),
    ),
  );
  const columns = useMemo<Column<Item>[]>(
    () => [
      {
        key: "subject",
        label: texts.subject,
        cell: (item) => <TwoLines first={item.subject || texts.noSubject} second={item.to} />,
      },
      { key: "to", label: texts.to, cell: (item) => item.to, isMinor: true },
      { key: "at", label: texts.at, cell: ({ at }) => <Time at={at} />, width: "9.5rem" },
    ],
    [texts],
  );
  const empty = to ? (
    <Empty icon="mailbox" title={texts.noMatch} />
  ) : (
    <Empty icon="mailbox" title={texts.empty} hint={texts.emptyHint} />
  );
  return (
    <Page title={texts.title} about={texts.about} actions={meta.canMoveClock && <Clock />} isWide>
      <Beside
        isReading
        peek={
          peek && <Mail messageId={peek} onClose={() => search({ peek: undefined })} key={peek} />
        }
      >
        <div className={classes.bar}>
          <TextInput
            type="search"
            aria-label={texts.filter}
            placeholder={texts.filter}
            defaultValue={to}
            leftSection={<Icon name="search" size={16} />}
            onChange={(event) => filter(event.currentTarget.value)}
            className={classes.filter}
          />
          <SendEvent />
        </div>
        <List
          label={texts.title}
          columns={columns}
          pages={pages}
          keyOf={({ messageId }) => messageId}
          openKey={peek}
          onOpen={({ messageId }) => search({ peek: messageId })}
          empty={empty}
        />
      </Beside>
    </Page>
  );
}
