import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { answer, api, read, type Schemas } from "../../api/client.ts";
import { beginDraft, changeDraft, type Draft, isChanged, redoDraft, undoDraft } from "./draft.ts";

type Segment = Schemas["Segment"];
export type Saved = { saved?: Segment; etag?: string | undefined };

const EMPTY: Draft = { name: "", condition: undefined };
const draftOf = (saved: Segment | undefined): Draft =>
  saved ? { name: saved.name, condition: saved.condition } : EMPTY;

/** A segment in hand: its changes can be undone, and saving never overwrites another's. */
export function useSegmentDraft({ saved, etag }: Saved) {
  const client = useQueryClient();
  const [base, setBase] = useState({ draft: draftOf(saved), etag });
  const [history, setHistory] = useState(() => beginDraft(draftOf(saved)));
  const isDirty = isChanged(history.present, base.draft);
  const take = (draft: Draft, version: string | undefined) => {
    setBase({ draft, etag: version });
    setHistory(beginDraft(draft));
  };
  // Changed elsewhere while nothing is in hand here: show it.
  if (!isDirty && saved && etag !== base.etag) take(draftOf(saved), etag);

  const save = useMutation({
    mutationFn: async ({ id, version }: { id: string; version: string | undefined }) => {
      const sent = history.present;
      const done = await answer(
        api.PUT("/v1/segments/{id}", {
          // `0` is the version of what does not exist.
          params: { path: { id }, header: { "If-Match": version ?? '"0"' } },
          body: { name: sent.name.trim(), condition: sent.condition as Segment["condition"] },
        }),
      );
      return { ...done, sent };
    },
    onSuccess: async ({ data, etag: version, sent }) => {
      setBase({ draft: sent, etag: version });
      const queryKey = ["segments", data.id];
      // What was asked before the save and is answered after it would pass for another's change.
      await client.cancelQueries({ queryKey });
      client.setQueryData(queryKey, { data, etag: version });
      await client.invalidateQueries({ queryKey: ["segments", "list"] });
    },
  });
  const versionNow = async (id: string) =>
    (await answer(api.GET("/v1/segments/{id}", { params: { path: { id } } }))).etag;
  return {
    draft: history.present,
    isDirty,
    canUndo: history.past.length > 0,
    canRedo: history.future.length > 0,
    change: (next: Partial<Draft>) =>
      setHistory((now) => changeDraft(now, { ...now.present, ...next }, Date.now())),
    undo: () => setHistory(undoDraft),
    redo: () => setHistory(redoDraft),
    save,
    saveTo: (id: string) => save.mutate({ id, version: base.etag }),
    saveOver: async (id: string) => save.mutate({ id, version: await versionNow(id) }),
    takeTheirs: async (id: string) => {
      const path = { id };
      const theirs = await answer(api.GET("/v1/segments/{id}", { params: { path } }));
      client.setQueryData(["segments", id], theirs);
      take(draftOf(theirs.data), theirs.etag);
      save.reset();
    },
    forget: (id: string) => read(api.DELETE("/v1/segments/{id}", { params: { path: { id } } })),
  };
}
