import { api, read } from "../../../api/client.ts";
import { useAction } from "../../../parts/use-action.ts";
import { useTexts } from "../../../text/catalogue.ts";
import { useFormat } from "../../../text/format.ts";
import { versionTexts } from "../diff/texts.ts";
import type { OpenSequence } from "../open-sequence.ts";

/** Publishes an earlier version again, after saying what that means. */
export function useRevert({ id, version: newest, state }: OpenSequence) {
  const { revert: texts, version: nameOf } = useTexts(versionTexts);
  const format = useFormat();
  return useAction({
    run: (version: number) =>
      read(api.POST("/v1/sequences/{id}/revert", { params: { path: { id } }, body: { version } })),
    question: (version) => ({
      title: texts.title(format.number(version)),
      consequences: [
        texts.becomes(format.number(newest + 1)),
        texts.inside,
        texts.draft,
        ...(state === "live" ? [] : [texts.wakes]),
      ],
      action: texts.action,
    }),
    said: ({ version }, old) => texts.done(format.number(version), nameOf(format.number(old))),
  });
}
