import { Skeleton } from "@mantine/core";
import { getRouteApi } from "@tanstack/react-router";
import { useEffect } from "react";
import { Fault } from "../../parts/fault.tsx";
import { Page } from "../../parts/page.tsx";
import { preloadCanvas, SequenceEditor } from "./sequence-editor.tsx";
import { useStoredSequence } from "./use-draft.ts";

const route = getRouteApi("/sequences/$id");

/** One sequence: its canvas, code, versions and simulation. */
export function SequencePage() {
  const { id } = route.useParams();
  const { view } = route.useSearch();
  const stored = useStoredSequence(id);
  // While the sequence is on its way, which is asked for first.
  useEffect(() => {
    if (view === undefined || view === "canvas") void preloadCanvas();
  }, [view]);
  if (stored.data) return <SequenceEditor key={id} id={id} stored={stored.data} />;
  return (
    <Page title={id}>
      {stored.error ? (
        <Fault error={stored.error} retry={() => stored.refetch()} />
      ) : (
        <Skeleton height="60dvh" />
      )}
    </Page>
  );
}
