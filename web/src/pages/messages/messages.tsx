import { Button, Text } from "@mantine/core";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { Suspense, useCallback, useEffect, useMemo } from "react";
import { api, read } from "../../api/client.ts";
import { usePages } from "../../api/pages.ts";
import { Empty } from "../../parts/empty.tsx";
import { lazyPart } from "../../parts/lazy-part.ts";
import { type Column, List } from "../../parts/list.tsx";
import { MessageStatus } from "../../parts/mail/message-state.tsx";
import { reasonText } from "../../parts/mail/story.ts";
import { mailTexts } from "../../parts/mail/texts.ts";
import { Page } from "../../parts/page.tsx";
import { Beside } from "../../parts/peek.tsx";
import { TextLink } from "../../parts/text-link.tsx";
import { Time } from "../../parts/time.tsx";
import { TwoLines } from "../../parts/two-lines.tsx";
import { useTexts } from "../../text/catalogue.ts";
import { FilterBar } from "./filter-bar.tsx";
import { type Filters, queryOf, readFilters } from "./filters.ts";
import { type Message, sourceOf } from "./source.ts";
import { messageTexts } from "./texts.ts";

const MessagePeek = lazyPart(() => import("./message-peek.tsx"), "MessagePeek");
const route = getRouteApi("/messages");

/** The mails of the last 30 days, and beside them the chosen one with all that is known of it. */
export function Messages() {
  const texts = useTexts(messageTexts);
  const { meanings } = useTexts(mailTexts);
  const search = route.useSearch();
  const filters = readFilters(search);
  const { peek } = search;
  useEffect(() => void MessagePeek.preload(), []);
  const navigate = useNavigate({ from: "/messages" });
  const open = useCallback(
    (id?: string) => void navigate({ search: (now) => ({ ...now, peek: id }), replace: true }),
    [navigate],
  );
  const filter = (next: Filters) =>
    void navigate({ search: { ...filters, peek, ...next }, replace: true });
  const clear = () => void navigate({ search: { peek }, replace: true });
  const query = queryOf(filters);
  const pages = usePages<Message>(["messages", query], (cursor) =>
    read(api.GET("/v1/messages", { params: { query: { ...query, ...(cursor && { cursor }) } } })),
  );
  const isFiltered = Object.keys(query).length > 0;
  const empty = isFiltered ? (
    <Empty
      icon="search"
      title={texts.noMatch}
      action={
        <Button variant="default" onClick={clear}>
          {texts.clear}
        </Button>
      }
    />
  ) : (
    <Empty
      icon="messages"
      title={texts.empty}
      hint={texts.emptyHint}
      action={<TextLink to="/sequences">{texts.toSequences}</TextLink>}
    />
  );
  return (
    <Page title={texts.title} about={texts.about} isWide>
      <FilterBar filters={filters} onChange={filter} onClear={isFiltered ? clear : undefined} />
      {filters.state && (
        <Text size="sm" c="dimmed" mb="sm">
          {meanings[filters.state]}
        </Text>
      )}
      <Beside
        isReading
        peek={
          peek && (
            <Suspense>
              <MessagePeek id={peek} onClose={() => open(undefined)} key={peek} />
            </Suspense>
          )
        }
      >
        <List
          label={texts.title}
          columns={useColumns(filters.state !== undefined)}
          pages={pages}
          keyOf={({ id }) => id}
          openKey={peek}
          onOpen={({ id }) => open(id)}
          empty={empty}
        />
      </Beside>
    </Page>
  );
}

/** Of one state alone its reasons are told; else each row's state. */
function useColumns(isOfOneState: boolean): Column<Message>[] {
  const texts = useTexts(messageTexts);
  const mail = useTexts(mailTexts);
  return useMemo(
    () => [
      {
        key: "subject",
        label: texts.subject,
        // Where the list is narrow an address has all of its width.
        cell: ({ subject, template, to, state }) => (
          <TwoLines
            first={subject || template || mail.noSubject}
            second={[mail.states[state], to ?? texts.erased].join(" · ")}
          />
        ),
      },
      {
        key: "to",
        label: texts.to,
        cell: ({ to }) => <bdi title={to ?? undefined}>{to ?? texts.erased}</bdi>,
        isMinor: true,
      },
      {
        key: "source",
        label: texts.sequence,
        cell: (message) => {
          const source = sourceOf(message);
          return source.kind === "run" ? <bdi>{source.sequence}</bdi> : texts.api;
        },
        width: "14%",
        isMinor: true,
      },
      isOfOneState
        ? {
            key: "reason",
            label: mail.why,
            cell: ({ reason }) => reason && <bdi>{reasonText(mail.reasons, reason)}</bdi>,
            width: "20%",
            isMinor: true,
          }
        : {
            key: "state",
            label: texts.state,
            cell: ({ state }) => <MessageStatus state={state} />,
            width: "10.5rem",
            isMinor: true,
          },
      {
        key: "at",
        label: texts.at,
        cell: ({ at }) => <Time at={at} />,
        width: "9rem",
        isMinor: true,
      },
    ],
    [texts, mail, isOfOneState],
  );
}
