import { Button, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { getRouteApi } from "@tanstack/react-router";
import { Suspense, useMemo, useState } from "react";
import { api, read } from "../../../api/client.ts";
import { usePages } from "../../../api/pages.ts";
import { useMay } from "../../../app/session.tsx";
import { Empty } from "../../../parts/empty.tsx";
import { Icon } from "../../../parts/icon.tsx";
import { lazyPart } from "../../../parts/lazy-part.ts";
import { List } from "../../../parts/list.tsx";
import { Page } from "../../../parts/page.tsx";
import { useTexts } from "../../../text/catalogue.ts";
import { useFormat } from "../../../text/format.ts";
import { sequencesTexts } from "../texts.ts";
import { columnsOf, type Listed } from "./columns.tsx";
import classes from "./list.module.css";

const NewSequence = lazyPart(() => import("./new-sequence.tsx"), "NewSequence");

const route = getRouteApi("/sequences");
const STATES = [undefined, "live", "draft", "paused", "archived"] as const;

/** Every sequence, with what goes on in it. */
export function Sequences() {
  const texts = useTexts(sequencesTexts);
  const format = useFormat();
  const { q, state } = route.useSearch();
  const navigate = route.useNavigate();
  const [isNew, setIsNew] = useState(false);
  const narrow = (next: { q?: string | undefined; state?: Listed["state"] | undefined }) =>
    void navigate({ search: { q, state, ...next }, replace: true });
  const filter = useDebouncedCallback((value: string) => narrow({ q: value || undefined }), 200);
  const pages = usePages<Listed>(["sequences", { q, state }], (cursor) => {
    const query = { ...(q && { q }), ...(state && { state }), ...(cursor && { cursor }) };
    return read(api.GET("/v1/sequences", { params: { query } }));
  });
  const columns = useMemo(() => columnsOf(texts, format), [texts, format]);
  const create = useMay("admin") && (
    <Button leftSection={<Icon name="plus" size={16} />} onClick={() => setIsNew(true)}>
      {texts.create.open}
    </Button>
  );
  const empty =
    q || state ? (
      <Empty icon="search" title={texts.noMatch} />
    ) : (
      <Empty icon="sequences" title={texts.empty} hint={texts.emptyHint} action={create} />
    );
  return (
    <Page title={texts.title} about={texts.about} actions={create} isWide>
      <div className={classes.bar}>
        <TextInput
          type="search"
          aria-label={texts.filter.text}
          placeholder={texts.filter.text}
          defaultValue={q}
          leftSection={<Icon name="search" size={16} />}
          onChange={(event) => filter(event.currentTarget.value.trim())}
          className={classes.filter}
        />
        {/* biome-ignore lint/a11y/useSemanticElements: toggles, not fields of a form */}
        <div className={classes.states} role="group" aria-label={texts.filter.state}>
          {STATES.map((one) => (
            <button
              key={one ?? "all"}
              type="button"
              aria-pressed={one === state}
              onClick={() => narrow({ state: one })}
            >
              {one ? texts.state[one] : texts.filter.all}
            </button>
          ))}
        </div>
      </div>
      <List
        label={texts.title}
        columns={columns}
        pages={pages}
        keyOf={({ id }) => id}
        onOpen={({ id }) => void navigate({ to: "/sequences/$id", params: { id }, search: {} })}
        empty={empty}
      />
      <Suspense>{isNew && <NewSequence onClose={() => setIsNew(false)} />}</Suspense>
    </Page>
  );
}
