import { Button } from "@mantine/core";
import { useMemo, useRef, useState } from "react";
import { useCommands } from "../../../app/commands.tsx";
import { useMay } from "../../../app/session.tsx";
import { Conflict } from "../../../parts/draft/conflict.tsx";
import { Fault } from "../../../parts/fault.tsx";
import { Page } from "../../../parts/page.tsx";
import { useTexts } from "../../../text/catalogue.ts";
import type { GoTo } from "../code/code-editor.tsx";
import type { Part } from "../source.ts";
import { templateTexts } from "../texts.ts";
import { usePreview } from "../use-preview.ts";
import { Checks } from "./checks.tsx";
import classes from "./editor.module.css";
import { PreviewPane } from "./preview-pane.tsx";
import { SourceDiff } from "./source-diff.tsx";
import { SourcePane } from "./source-pane.tsx";
import { About, MoreActions } from "./template-head.tsx";
import { usePreviewData } from "./use-preview-data.ts";
import { type Stored, useSource } from "./use-source.ts";

type Props = { id: string; read: Stored };

/** The source of a template, its checks, and the mail that it makes now. */
export function TemplateEditor({ id, read }: Props) {
  const texts = useTexts(templateTexts);
  const mayEdit = useMay("admin");
  const editing = useSource(id, read);
  const { draft, state, source, isChanged, save } = editing;
  const { status, theirs, error = null } = state;
  const isSaving = status === "saving";
  const [part, setPart] = useState<Part>();
  const goTo = useRef<Partial<Record<Part, GoTo | null>>>({});
  const data = usePreviewData(read.data.variables);
  const preview = usePreview({ id, source, mayCompile: mayEdit, ...data.input });
  const isDue = isChanged && !theirs;
  useSaveKey(save, mayEdit, isDue && !isSaving);
  const show = (where: Part, line?: number, column?: number) => {
    setPart(where);
    // Its panel is shown by then.
    requestAnimationFrame(() => goTo.current[where]?.(line, column));
  };
  return (
    <Page
      title={id}
      isFull
      about={
        <About id={id} stored={read} isChanged={isChanged} isSaving={isSaving} mayEdit={mayEdit} />
      }
      actions={
        mayEdit && (
          <>
            <MoreActions id={id} editing={editing} contactId={data.input.contactId} />
            <Button
              onClick={() => void save()}
              loading={isSaving}
              disabled={!isDue}
              title={texts.saveKey}
            >
              {texts.save}
            </Button>
          </>
        )
      }
    >
      <div className={classes.editor}>
        <div className={classes.left}>
          {theirs ? (
            <div className={classes.conflict}>
              <Conflict draft={draft}>
                <SourceDiff ours={source} theirs={theirs.value} theirName={texts.conflict.theirs} />
              </Conflict>
            </div>
          ) : (
            <Fault error={error} />
          )}
          <SourcePane
            editing={editing}
            isReadOnly={!mayEdit}
            preview={preview.data}
            part={part}
            onPart={setPart}
            goTo={goTo}
          />
          <Checks preview={preview.data} error={preview.error} onShow={show} data={data} />
        </div>
        <PreviewPane preview={preview.data} isPending={preview.isPending} data={data} />
      </div>
    </Page>
  );
}

function useSaveKey(save: () => Promise<void>, mayEdit: boolean, isDue: boolean) {
  const texts = useTexts(templateTexts);
  const latest = useRef(save);
  latest.current = save;
  useCommands(
    useMemo(
      () =>
        mayEdit
          ? [
              {
                id: "save template",
                label: texts.save,
                keys: "mod+s",
                run: () => void (isDue && latest.current()),
              },
            ]
          : [],
      [texts, mayEdit, isDue],
    ),
  );
}
