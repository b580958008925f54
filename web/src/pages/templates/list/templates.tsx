import { ActionIcon, Button, Group, TextInput, Tooltip } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { getRouteApi } from "@tanstack/react-router";
import { type MouseEvent, Suspense, useMemo, useState } from "react";
import { api, read } from "../../../api/client.ts";
import { usePages } from "../../../api/pages.ts";
import { useCommands } from "../../../app/commands.tsx";
import { useMay } from "../../../app/session.tsx";
import { Empty } from "../../../parts/empty.tsx";
import { Icon, type IconName } from "../../../parts/icon.tsx";
import { lazyPart } from "../../../parts/lazy-part.ts";
import { List } from "../../../parts/list.tsx";
import { Page } from "../../../parts/page.tsx";
import { useTexts } from "../../../text/catalogue.ts";
import { useFormat } from "../../../text/format.ts";
import { templateTexts } from "../texts.ts";
import { useDelete } from "../use-delete.ts";
import { columnsOf, type Listed } from "./columns.tsx";
import classes from "./list.module.css";

const NewTemplate = lazyPart(() => import("./new-template.tsx"), "NewTemplate");
const Duplicate = lazyPart(() => import("./duplicate.tsx"), "Duplicate");

const route = getRouteApi("/templates");

/** Every template, who sends it, and when it was saved. */
export function Templates() {
  const texts = useTexts(templateTexts);
  const format = useFormat();
  const mayEdit = useMay("admin");
  const { q, create: wanted } = route.useSearch();
  const navigate = route.useNavigate();
  const [isNew, setIsNew] = useState(false);
  const [copied, setCopied] = useState<string>();
  const remove = useDelete();
  const filter = useDebouncedCallback(
    (value: string) => void navigate({ search: { q: value || undefined }, replace: true }),
    200,
  );
  const pages = usePages<Listed>(["templates", "list", { q }], (cursor) =>
    read(
      api.GET("/v1/templates", {
        params: { query: { ...(q && { q }), ...(cursor && { cursor }) } },
      }),
    ),
  );
  const columns = useMemo(() => {
    const action = (label: string, icon: IconName, run: () => void) => (
      <RowAction label={label} icon={icon} run={run} />
    );
    return columnsOf(
      texts,
      format,
      mayEdit
        ? ({ id }) => (
            <Group gap={2} justify="flex-end" wrap="nowrap">
              {action(texts.copyOf(id), "copy", () => setCopied(id))}
              {action(texts.deleteOf(id), "trash", () => void remove(id))}
            </Group>
          )
        : undefined,
    );
  }, [texts, format, mayEdit, remove]);
  useCommands(
    useMemo(
      () =>
        mayEdit
          ? [{ id: "new", label: texts.create.open, keys: "c", run: () => setIsNew(true) }]
          : [],
      [mayEdit, texts],
    ),
  );
  const create = mayEdit && (
    <Button leftSection={<Icon name="plus" size={16} />} onClick={() => setIsNew(true)}>
      {texts.create.open}
    </Button>
  );
  const empty = q ? (
    <Empty icon="search" title={texts.noMatch(q)} />
  ) : (
    <Empty icon="templates" title={texts.empty} hint={texts.emptyHint} action={create} />
  );
  return (
    <Page title={texts.title} about={texts.about} actions={create} isWide>
      <TextInput
        type="search"
        aria-label={texts.filter}
        placeholder={texts.filter}
        defaultValue={q}
        leftSection={<Icon name="search" size={16} />}
        onChange={({ currentTarget }) => filter(currentTarget.value.trim())}
        className={classes.filter}
      />
      <List
        label={texts.title}
        columns={columns}
        pages={pages}
        keyOf={({ id }) => id}
        onOpen={({ id }) => void navigate({ to: "/templates/$id", params: { id }, search: {} })}
        empty={empty}
      />
      <Suspense>
        {(isNew || wanted !== undefined) && (
          <NewTemplate
            first={wanted}
            onClose={() => {
              setIsNew(false);
              void navigate({ search: { q }, replace: true });
            }}
          />
        )}
        {copied !== undefined && <Duplicate id={copied} onClose={() => setCopied(undefined)} />}
      </Suspense>
    </Page>
  );
}

type RowActionProps = { label: string; icon: IconName; run: () => void };

function RowAction({ label, icon, run }: RowActionProps) {
  const act = (event: MouseEvent) => {
    // The row itself opens the template.
    event.stopPropagation();
    run();
  };
  return (
    <Tooltip label={label}>
      <ActionIcon variant="subtle" color="gray" aria-label={label} onClick={act}>
        <Icon name={icon} size={16} />
      </ActionIcon>
    </Tooltip>
  );
}
