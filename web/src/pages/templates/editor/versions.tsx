import { Button, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, read } from "../../../api/client.ts";
import { rowsOf, usePages } from "../../../api/pages.ts";
import { Dialog } from "../../../parts/dialog.tsx";
import { Fault } from "../../../parts/fault.tsx";
import { More } from "../../../parts/more.tsx";
import { Time } from "../../../parts/time.tsx";
import { toast } from "../../../parts/toasts.ts";
import { useTexts } from "../../../text/catalogue.ts";
import { useFormat } from "../../../text/format.ts";
import { type Source, sourceOf } from "../source.ts";
import { templateTexts } from "../texts.ts";
import classes from "./editor.module.css";
import { SourceDiff } from "./source-diff.tsx";
import type { Editing } from "./use-source.ts";

type Props = { id: string; editing: Editing; onClose: () => void };

/** When each version was saved; each beside what is in the editor, into which it can be loaded. */
export function Versions({ id, editing, onClose }: Props) {
  const texts = useTexts(templateTexts);
  const format = useFormat();
  const [shown, setShown] = useState<number>();
  const pages = usePages(["templates", id, "versions"], (cursor) =>
    read(
      api.GET("/v1/templates/{id}/versions", {
        params: { path: { id }, query: { limit: 50, ...(cursor && { cursor }) } },
      }),
    ),
  );
  const load = (source: Source) => {
    const before = editing.source;
    editing.draft.edit(source);
    toast(texts.versions.loaded, { undo: () => editing.draft.edit(before) });
    onClose();
  };
  return (
    <Dialog onClose={onClose} title={texts.versions.title} size="xl">
      <Text size="sm" c="dimmed" mb="sm">
        {texts.versions.about}
      </Text>
      <Fault error={pages.error} />
      <ol className={classes.versions}>
        {rowsOf(pages).map(({ version, savedAt, subject }) => (
          <li key={version}>
            <Button
              size="compact-xs"
              variant="default"
              aria-expanded={shown === version}
              onClick={() => setShown(shown === version ? undefined : version)}
            >
              {texts.version(format.number(version))}
            </Button>
            <bdi>{subject ?? "–"}</bdi>
            {savedAt ? <Time at={savedAt} /> : <span>–</span>}
            {shown === version && (
              <OneVersion id={id} version={version} ours={editing.source} onLoad={load} />
            )}
          </li>
        ))}
      </ol>
      <More pages={pages} />
    </Dialog>
  );
}

type OneProps = { id: string; version: number; ours: Source; onLoad: (source: Source) => void };

function OneVersion({ id, version, ours, onLoad }: OneProps) {
  const texts = useTexts(templateTexts);
  const format = useFormat();
  const params = { path: { id, version: String(version) } };
  const { data, error } = useQuery({
    queryKey: ["template-version", id, version],
    queryFn: () => read(api.GET("/v1/templates/{id}/versions/{version}", { params })),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <div className={classes.version}>
      <Fault error={error} />
      {data && (
        <>
          <SourceDiff
            ours={ours}
            theirs={sourceOf(data)}
            theirName={texts.version(format.number(version))}
          />
          <Button size="xs" variant="default" onClick={() => onLoad(sourceOf(data))}>
            {texts.versions.load}
          </Button>
        </>
      )}
    </div>
  );
}
