import { Skeleton } from "@mantine/core";
import { useEffect } from "react";
import { Fault } from "../../../parts/fault.tsx";
import { DiffView } from "../diff/diff-view.tsx";
import { useDiff, useVersion, type VersionName } from "../diff/use-diff.ts";
import type { OpenSequence } from "../open-sequence.ts";
import { useStoredSequence } from "../use-draft.ts";

type Props = {
  sequence: OpenSequence;
  from: VersionName;
  to: VersionName;
  nameOf: (version: VersionName) => string;
};

/** Two versions beside each other; of the draft, what is on the screen is saved first. */
export function Comparison({ sequence, from, to, nameOf }: Props) {
  const { id, definition, status, flush } = sequence;
  const etag = useStoredSequence(id).data?.etag;
  const isDraft = from === "draft" || to === "draft";
  useEffect(() => {
    if (isDraft && status === "changed") void flush();
  }, [isDraft, status, flush]);
  const diff = useDiff(id, from, to, isDraft ? etag : undefined);
  const before = useVersion(id, from);
  const after = useVersion(id, to);
  const error = diff.error ?? before.error ?? after.error;
  if (error) return <Fault error={error} retry={() => diff.refetch()} />;
  const one = from === "draft" ? definition : before.data;
  const other = to === "draft" ? definition : after.data;
  if (!diff.data || !one || !other) return <Skeleton height={240} />;
  return (
    <DiffView
      diff={diff.data}
      before={{ name: nameOf(from), definition: one }}
      after={{ name: nameOf(to), definition: other }}
    />
  );
}
