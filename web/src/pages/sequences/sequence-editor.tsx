import { Tabs } from "@mantine/core";
import { getRouteApi } from "@tanstack/react-router";
import { Suspense, useMemo } from "react";
import { useMay } from "../../app/session.tsx";
import { UndoButtons } from "../../parts/draft/undo-buttons.tsx";
import { lazyPart } from "../../parts/lazy-part.ts";
import { Page } from "../../parts/page.tsx";
import { showInRow } from "../../parts/show-in-row.ts";
import { useTexts } from "../../text/catalogue.ts";
import { About } from "./about.tsx";
import { SequenceConflict } from "./conflict.tsx";
import classes from "./editor.module.css";
import type { OpenSequence } from "./open-sequence.ts";
import {
  SequenceActions,
  SequenceBacktest,
  SequenceResults,
  SequenceSimulation,
  SequenceVersions,
  SHOWN_VIEWS,
} from "./sequence-actions.tsx";
import { sequencesTexts } from "./texts.ts";
import { type StoredSequence, useSequenceDraft } from "./use-draft.ts";
import type { View } from "./views.ts";

const CanvasView = lazyPart(() => import("./canvas-view.tsx"), "CanvasView");
export const preloadCanvas = CanvasView.preload;

const Inside = lazyPart(() => import("./inside/inside.tsx"), "Inside");

const CodeView = lazyPart(() => import("./code/code-view.tsx"), "CodeView");

const route = getRouteApi("/sequences/$id");
type Props = { id: string; stored: StoredSequence };

/** The frame of an open sequence: what it is, whether it is saved, undo and redo, its views. */
export function SequenceEditor({ id, stored }: Props) {
  const texts = useTexts(sequencesTexts);
  const { view = "canvas", inside } = route.useSearch();
  const navigate = route.useNavigate();
  const mayEdit = useMay("admin");
  const { draft, state } = useSequenceDraft(id, stored, mayEdit);
  const { present } = state.history;
  const { state: life, version, counts } = stored.data;
  const sequence = useMemo<OpenSequence>(
    () => ({
      id,
      state: life,
      version,
      counts,
      definition: present,
      status: state.status,
      mayEdit,
      flush: () => draft.flush(),
      edit: (next, field) => draft.edit(next, field),
      editIf: (after, next) => {
        if (draft.present === after) draft.edit(next);
      },
    }),
    [id, life, version, counts, present, state.status, mayEdit, draft],
  );
  const show = (next: View) =>
    void navigate({ search: (old) => ({ ...old, view: next === "canvas" ? undefined : next }) });
  return (
    <Page
      isFull
      title={String(present.name || id)}
      about={<About sequence={sequence} error={state.error} />}
      actions={
        mayEdit && (
          <>
            <UndoButtons draft={draft} history={state.history} />
            <SequenceActions sequence={sequence} />
          </>
        )
      }
    >
      <Tabs
        value={view}
        onChange={(next) => next && show(next as View)}
        keepMounted={false}
        className={classes.tabs}
      >
        <Tabs.List aria-label={texts.view.label} className={classes.list}>
          {SHOWN_VIEWS.map((name) => (
            <Tabs.Tab key={name} value={name} ref={name === view ? showInRow : undefined}>
              {texts.view[name]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <SequenceConflict draft={draft} state={state} />
        <Tabs.Panel value={view} className={classes.panel}>
          <Suspense>
            {view === "canvas" && <CanvasView sequence={sequence} />}
            {view === "code" && <CodeView sequence={sequence} />}
            {view === "versions" && <SequenceVersions sequence={sequence} />}
            {view === "simulate" && <SequenceSimulation sequence={sequence} />}
            {view === "results" && <SequenceResults sequence={sequence} />}
            {view === "backtest" && <SequenceBacktest sequence={sequence} />}
          </Suspense>
        </Tabs.Panel>
      </Tabs>
      <Suspense>
        {inside !== undefined && (
          <Inside
            id={id}
            place={inside}
            onClose={() =>
              void navigate({ search: (old) => ({ ...old, inside: undefined }), replace: true })
            }
          />
        )}
      </Suspense>
    </Page>
  );
}
