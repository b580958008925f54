import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { isSame } from "./diff/is-same.ts";
import { diffOf } from "./diff/use-diff.ts";
import type { OpenSequence } from "./open-sequence.ts";
import { useStoredSequence } from "./use-draft.ts";

/** Whether the draft is another than the newest version; not before the API said so. */
export function useDiffers({ id, version, status }: OpenSequence): boolean {
  const etag = useStoredSequence(id).data?.etag;
  const diff = useQuery({
    ...diffOf(id, version, "draft", etag),
    placeholderData: keepPreviousData,
  });
  return version === 0 || status !== "saved" || (diff.data !== undefined && !isSame(diff.data));
}
