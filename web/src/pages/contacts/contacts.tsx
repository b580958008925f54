import { Button } from "@mantine/core";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { Suspense, useCallback, useEffect, useMemo, useState } from "react";
import { api, read } from "../../api/client.ts";
import { usePages } from "../../api/pages.ts";
import { type Command, useCommands } from "../../app/commands.tsx";
import { useMay } from "../../app/session.tsx";
import { Empty } from "../../parts/empty.tsx";
import { Icon } from "../../parts/icon.tsx";
import { lazyPart } from "../../parts/lazy-part.ts";
import { type Column, List } from "../../parts/list.tsx";
import { Page } from "../../parts/page.tsx";
import { Beside } from "../../parts/peek.tsx";
import { Status } from "../../parts/status.tsx";
import { Time } from "../../parts/time.tsx";
import { TwoLines } from "../../parts/two-lines.tsx";
import { useTexts } from "../../text/catalogue.ts";
import type { texts as en } from "../../text/en/contacts.ts";
import type { Like } from "../../text/like.ts";
import { FilterBar } from "./filter-bar.tsx";
import { type Filters, queryOf } from "./filters.ts";
import { type Listed, showAttributes } from "./show-attributes.ts";
import { contactTexts } from "./texts.ts";

const ContactPeek = lazyPart(() => import("./contact-peek.tsx"), "ContactPeek");

const AddContact = lazyPart(() => import("./add-contact.tsx"), "AddContact");

const route = getRouteApi("/contacts");

/** Contacts, found by the beginning of their address or id; beside them the chosen one. */
export function Contacts() {
  const texts = useTexts(contactTexts);
  const filters = route.useSearch();
  const navigate = useNavigate({ from: "/contacts" });
  const mayAdd = useMay("admin");
  useEffect(() => void ContactPeek.preload(), []);
  const [isAdding, setIsAdding] = useState(false);
  const set = useCallback(
    (next: Partial<Filters>) =>
      void navigate({ search: (now) => ({ ...now, ...next }), replace: true }),
    [navigate],
  );
  const query = queryOf(filters);
  const pages = usePages<Listed>(["contacts", query], (cursor) =>
    read(api.GET("/v1/contacts", { params: { query: { ...query, ...(cursor && { cursor }) } } })),
  );
  const commands = useMemo<Command[]>(
    () =>
      mayAdd
        ? [{ id: "contact add", label: texts.add, keys: "n", run: () => setIsAdding(true) }]
        : [],
    [texts, mayAdd],
  );
  useCommands(commands);
  const isFiltered = Object.keys(query).length > 0;
  const clear = () => void navigate({ search: {}, replace: true });
  const add = mayAdd && (
    <Button leftSection={<Icon name="plus" size={16} />} onClick={() => setIsAdding(true)}>
      {texts.add}
    </Button>
  );
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
    <Empty icon="contacts" title={texts.empty} hint={texts.emptyHint} action={add} />
  );
  const { peek } = filters;
  return (
    <Page title={texts.title} about={texts.about} actions={add} isWide>
      <FilterBar filters={filters} onChange={set} onClear={isFiltered ? clear : undefined} />
      <Beside
        peek={
          peek && (
            <Suspense>
              <ContactPeek key={peek} id={peek} onClose={() => set({ peek: undefined })} />
            </Suspense>
          )
        }
      >
        <List
          label={texts.title}
          columns={useColumns()}
          pages={pages}
          keyOf={({ id }) => id}
          openKey={peek}
          onOpen={({ id }) => set({ peek: id })}
          empty={empty}
        />
      </Beside>
      <Suspense>{isAdding && <AddContact onClose={() => setIsAdding(false)} />}</Suspense>
    </Page>
  );
}

const stateOf = (
  { subscribed, suppressed }: Pick<Listed, "subscribed" | "suppressed">,
  { isSuppressed, isSubscribed }: Like<typeof en>,
) => (suppressed ? isSuppressed[suppressed] : isSubscribed[`${subscribed}`]);

function useColumns(): Column<Listed>[] {
  const texts = useTexts(contactTexts);
  return useMemo(
    () => [
      {
        key: "email",
        label: texts.email,
        width: "32%",
        // Where the list is narrow an address has all of its width.
        cell: ({ email, id, ...one }) => (
          <TwoLines first={email} second={[stateOf(one, texts), id].join(" · ")} />
        ),
      },
      {
        key: "id",
        label: texts.id,
        cell: ({ id }) => <bdi>{id}</bdi>,
        width: "15%",
        isMinor: true,
      },
      {
        key: "state",
        label: texts.state,
        width: "10.5rem",
        isMinor: true,
        cell: (one) => (
          <Status tone={one.suppressed ? "bad" : one.subscribed ? "good" : "quiet"}>
            {stateOf(one, texts)}
          </Status>
        ),
      },
      {
        key: "attributes",
        label: texts.attributes,
        cell: ({ attributes }) => <bdi>{showAttributes(attributes)}</bdi>,
        isMinor: true,
      },
      {
        key: "updated",
        label: texts.updated,
        cell: ({ updatedAt }) => <Time at={updatedAt} isRelative />,
        width: "8rem",
        isMinor: true,
      },
    ],
    [texts],
  );
}
