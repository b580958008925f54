import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { api, read } from "../../../api/client.ts";
import { isConflict, Problem } from "../../../api/problem.ts";
import { toast } from "../../../parts/toasts.ts";
import { useTexts } from "../../../text/catalogue.ts";
import { useFormat } from "../../../text/format.ts";
import { useLanguage } from "../../../text/language.tsx";
import { useDiff } from "../diff/use-diff.ts";
import { loadLintTexts } from "../lint-texts.ts";
import type { OpenSequence } from "../open-sequence.ts";
import { sayFindings } from "../say-findings.ts";
import { useStoredSequence } from "../use-draft.ts";
import type { choicesOf } from "./migrations.ts";
import { publishTexts } from "./texts.ts";
import { useImpact } from "./use-impact.ts";

type Choices = ReturnType<typeof choicesOf>;

/** Saves the draft, looks at what publishing it would mean, and publishes what was looked at. */
export function usePublish({ id, version, flush }: OpenSequence, onDone: () => void) {
  const texts = useTexts(publishTexts);
  const { language } = useLanguage();
  const format = useFormat();
  const client = useQueryClient();
  const [saved, setSaved] = useState<"yes" | "no">();
  useEffect(() => {
    void flush().then((isSaved) => setSaved(isSaved ? "yes" : "no"));
  }, [flush]);
  const stored = useStoredSequence(id).data;
  const etag = saved === "yes" ? stored?.etag : undefined;
  const lint = useQuery({
    queryKey: ["lint", id, etag, language],
    enabled: etag !== undefined,
    queryFn: async () => {
      const found = await read(api.GET("/v1/sequences/{id}/lint", { params: { path: { id } } }));
      return { findings: await sayFindings(found.findings, () => loadLintTexts(language)) };
    },
  });
  const diff = useDiff(id, saved === "yes" ? version : 0, "draft", etag);
  const impact = useImpact(id, etag, version > 0);
  const publish = useMutation({
    mutationFn: (choices: Choices) =>
      read(
        api.POST("/v1/sequences/{id}/publish", {
          params: { path: { id }, header: { "If-Match": etag! } },
          body: { choices },
        }),
      ).catch((error) => {
        if (!isConflict(error)) throw error;
        throw new Problem(412, texts.changed);
      }),
    onSuccess: ({ version: next, job }) => {
      toast(texts.done(format.number(next)));
      if (job === undefined) onDone();
    },
    // Also after a refusal: what was looked at may be out of date.
    onSettled: () => client.invalidateQueries(),
  });
  return { saved, etag, lint, diff, impact, publish };
}
