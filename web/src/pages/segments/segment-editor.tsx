import { Button, Skeleton, TextInput } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { Suspense, useMemo, useRef, useState } from "react";
import { faultAt, isConflict, Problem } from "../../api/problem.ts";
import { type Command, useCommands } from "../../app/commands.tsx";
import { useMay } from "../../app/session.tsx";
import { Card } from "../../parts/card.tsx";
import { useVocabulary } from "../../parts/condition/use-vocabulary.ts";
import { Conflict } from "../../parts/draft/conflict.tsx";
import { UndoButtons } from "../../parts/draft/undo-buttons.tsx";
import { Fault } from "../../parts/fault.tsx";
import { lazyPart } from "../../parts/lazy-part.ts";
import { Page } from "../../parts/page.tsx";
import { ReadOnly } from "../../parts/read-only.tsx";
import { toast } from "../../parts/toasts.ts";
import { useTexts } from "../../text/catalogue.ts";
import { EstimateCard } from "./estimate-card.tsx";
import { SegmentActions } from "./segment-actions.tsx";
import classes from "./segments.module.css";
import { segmentTexts } from "./texts.ts";
import { useEstimate } from "./use-estimate.ts";
import { type StoredSegment, useSegmentDraft } from "./use-segment-draft.ts";

const ConditionEditor = lazyPart(
  () => import("../../parts/condition/condition-editor.tsx"),
  "ConditionEditor",
);
const Members = lazyPart(() => import("./members.tsx"), "Members");

/** The builder of a segment, who matches it now, and who is in it. */
export function SegmentEditor({ stored }: { stored?: StoredSegment }) {
  const texts = useTexts(segmentTexts);
  const navigate = useNavigate();
  const saved = stored?.data;
  const [typedId, setTypedId] = useState<string>();
  const { id, draft, state } = useSegmentDraft(typedId, stored);
  const { present } = state.history;
  const { status, error = null } = state;
  const isDirty = status !== "saved";
  const mayChange = useMay("admin");
  const vocabulary = useVocabulary();
  const estimate = useEstimate(present.condition);
  const isTaken = !saved && isConflict(error);
  const submit = async () => {
    if (!isDirty || !(await draft.flush())) return;
    toast(texts.saved(draft.present.name));
    if (!saved) await navigate({ to: "/segments/$id", params: { id } });
  };
  useSaveKey(submit, mayChange);
  const faults = [...(error instanceof Problem ? error.faults : []), ...estimate.faults];
  return (
    <Page
      isWide
      title={saved ? present.name || id : texts.new}
      about={
        mayChange ? isDirty ? texts.unsaved : saved ? <code>{id}</code> : texts.about : <ReadOnly />
      }
      actions={
        <>
          <UndoButtons draft={draft} history={state.history} />
          {saved && mayChange && <SegmentActions segment={saved} />}
          {mayChange && (
            <Button
              onClick={() => void submit()}
              loading={status === "saving"}
              disabled={!isDirty || status === "conflict" || !id}
            >
              {texts.save}
            </Button>
          )}
        </>
      }
    >
      <div className={classes.page}>
        <div className={classes.main}>
          {status === "conflict" && <Conflict draft={draft} />}
          {!isTaken && <Fault error={error} isFaultsShown={faults.length > 0} />}
          <div className={classes.names}>
            <TextInput
              label={texts.name}
              value={present.name}
              maxLength={200}
              error={faultAt(error, "/name")}
              onChange={({ currentTarget }) =>
                draft.edit({ ...draft.present, name: currentTarget.value }, "name")
              }
              required
            />
            {!saved && (
              <TextInput
                label={texts.id}
                description={texts.idHint}
                value={id}
                error={isTaken ? texts.taken : faultAt(error, "/id")}
                onChange={({ currentTarget }) => setTypedId(currentTarget.value)}
                required
              />
            )}
          </div>
          <Card title={texts.condition}>
            <Suspense fallback={<Skeleton height={160} />}>
              <ConditionEditor
                label={texts.condition}
                value={present.condition}
                onChange={(condition) => draft.edit({ ...draft.present, condition }, "condition")}
                vocabulary={vocabulary}
                faults={faults}
                path="/condition"
              />
            </Suspense>
          </Card>
          <Suspense fallback={<Skeleton height={160} />}>
            {saved && <Members id={saved.id} count={saved.members} />}
          </Suspense>
        </div>
        <EstimateCard estimate={estimate} condition={present.condition} />
      </div>
    </Page>
  );
}

function useSaveKey(submit: () => Promise<void>, maySave: boolean): void {
  const texts = useTexts(segmentTexts);
  const latest = useRef(submit);
  latest.current = submit;
  const commands = useMemo<Command[]>(
    () =>
      maySave
        ? [
            {
              id: "segment save",
              label: texts.save,
              keys: "mod+s",
              run: () => void latest.current(),
            },
          ]
        : [],
    [texts, maySave],
  );
  useCommands(commands);
}
