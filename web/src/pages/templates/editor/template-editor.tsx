import { Button } from "@mantine/core";
import { useBlocker } from "@tanstack/react-router";
import { useCallback, useMemo, useRef, useState } from "react";
import { useCommands } from "../../../app/commands.tsx";
import { useMay } from "../../../app/session.tsx";
import { useConfirm } from "../../../parts/confirm.tsx";
import { Fault } from "../../../parts/fault.tsx";
import { Page } from "../../../parts/page.tsx";
import { toast } from "../../../parts/toast.tsx";
import { useTexts } from "../../../text/catalogue.ts";
import { useFormat } from "../../../text/format.ts";
import type { GoTo } from "../code/code-editor.tsx";
import { type Part, sourceOf } from "../source.ts";
import { templateTexts } from "../texts.ts";
import { usePreview } from "../use-preview.ts";
import { Checks } from "./checks.tsx";
import { Conflict } from "./conflict.tsx";
import classes from "./editor.module.css";
import { PreviewPane } from "./preview-pane.tsx";
import { SourcePane } from "./source-pane.tsx";
import { About, MoreActions } from "./template-head.tsx";
import { usePreviewData } from "./use-preview-data.ts";
import { type Stored, useSource } from "./use-source.ts";

type Props = { id: string; read: Stored };

/** The source of a template, its checks, and the mail that it makes now. */
export function TemplateEditor({ id, read }: Props) {
  const texts = useTexts(templateTexts);
  const format = useFormat();
  const mayEdit = useMay("admin");
  const editing = useSource(id, read);
  const { source, base, isChanged, theirs, save } = editing;
  const [part, setPart] = useState<Part>();
  const goTo = useRef<Partial<Record<Part, GoTo | null>>>({});
  const data = usePreviewData(base.data.variables);
  const preview = usePreview({ id, source, mayCompile: mayEdit, ...data.input });
  const { isPending, mutateAsync } = save;
  const submit = useCallback(async () => {
    const before = { source: sourceOf(base.data), etag: base.etag };
    const saved = await mutateAsync({ source, etag: before.etag }).catch(() => undefined);
    if (!saved || saved.etag === before.etag) return;
    const undo = async () => {
      await mutateAsync({ source: before.source, etag: saved.etag }).catch(() => undefined);
      editing.setSource(before.source);
    };
    toast(texts.saved(format.number(saved.data.version)), { undo: () => void undo() });
  }, [base, source, mutateAsync, texts, format, editing.setSource]);
  useSaveKey(submit, mayEdit, isChanged && !theirs && !isPending);
  useGuard(isChanged);
  const show = (where: Part, line?: number, column?: number) => {
    setPart(where);
    // Its panel is shown by then.
    requestAnimationFrame(() => goTo.current[where]?.(line, column));
  };
  const isConflict = theirs !== undefined;
  return (
    <Page
      title={id}
      isFull
      about={
        <About id={id} stored={base} isChanged={isChanged} isSaving={isPending} mayEdit={mayEdit} />
      }
      actions={
        mayEdit && (
          <>
            <MoreActions id={id} editing={editing} contactId={data.input.contactId} />
            <Button
              onClick={() => void submit()}
              loading={isPending}
              disabled={!isChanged || isConflict}
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
            <Conflict editing={editing} theirs={theirs} />
          ) : (
            <Fault error={save.error} isFaultsShown={false} />
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
  useCommands(
    useMemo(
      () =>
        mayEdit
          ? [
              {
                id: "save template",
                label: texts.save,
                keys: "mod+s",
                run: () => void (isDue && save()),
              },
            ]
          : [],
      [texts, save, mayEdit, isDue],
    ),
  );
}

/** Asks before changes are left behind that were not saved. */
function useGuard(isChanged: boolean) {
  const texts = useTexts(templateTexts);
  const confirm = useConfirm();
  useBlocker({
    shouldBlockFn: async ({ current, next }) =>
      current.pathname !== next.pathname &&
      !(await confirm({
        title: texts.leave.title,
        consequences: [texts.leave.consequence],
        action: texts.leave.action,
        isDangerous: true,
      })),
    disabled: !isChanged,
    enableBeforeUnload: isChanged,
  });
}
