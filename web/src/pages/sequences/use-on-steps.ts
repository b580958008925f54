import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { api, read } from "../../api/client.ts";
import { Problem } from "../../api/problem.ts";
import { ENTER } from "../../canvas/definition.ts";
import { pointerKeys } from "../../canvas/json.ts";
import { useTexts } from "../../text/catalogue.ts";
import { useLanguage } from "../../text/language.tsx";
import { type Counted, type Finding, NOTHING, type OnSteps } from "./canvas/marks.ts";
import { canvasTexts } from "./canvas/texts.ts";
import { faultFindings } from "./faults.ts";
import { loadLintTexts } from "./lint-texts.ts";
import type { OpenSequence } from "./open-sequence.ts";
import { sayFindings } from "./say-findings.ts";

const LINT_AFTER_MS = 400;

/** The step that a path leads into, or the sequence itself. */
export const placeOf = (path: string): string => {
  const [field, name] = pointerKeys(path);
  return field === "steps" && name ? name : ENTER;
};

/** What the API finds wrong with what is on the screen, saved or not. */
export function useFindings({ id, definition }: OpenSequence): Finding[] {
  const [rested] = useDebouncedValue(definition, LINT_AFTER_MS);
  const texts = useTexts(canvasTexts);
  const { language } = useLanguage();
  const lint = useQuery({
    queryKey: ["lint", id, rested, language],
    queryFn: async (): Promise<Finding[]> => {
      const body = { id, definition: rested as never };
      try {
        const { findings } = await read(api.POST("/v1/sequences/lint", { body }));
        return await sayFindings(findings, () => loadLintTexts(language));
      } catch (error) {
        if (!(error instanceof Problem) || error.status !== 422) throw error;
        const faults = error.faults.map(({ path, message }) => ({
          path: path.replace(/^\/definition/, ""),
          message,
        }));
        return faultFindings(faults, rested, texts);
      }
    },
    gcTime: 0,
    placeholderData: keepPreviousData,
  });
  return lint.data ?? NO_FINDINGS;
}
const NO_FINDINGS: Finding[] = [];

/** How many runs are at each step, and how many passed it in the last 30 days. */
function useCounts({ id, version }: OpenSequence): ReadonlyMap<string, Counted> {
  const counts = useQuery({
    queryKey: [`sequence:${id}`, "counts"],
    queryFn: () => read(api.GET("/v1/sequences/{id}/counts", { params: { path: { id } } })),
    enabled: version > 0,
  });
  return useMemo(
    () =>
      new Map(counts.data?.steps.map(({ step, here, passed }) => [step, { here, passed }]) ?? []),
    [counts.data],
  );
}

/** What is shown on the steps of the editor's canvas. */
export function useOnSteps(sequence: OpenSequence, found: Finding[]): OnSteps {
  const counts = useCounts(sequence);
  return useMemo(
    () => ({ ...NOTHING, counts, findings: Map.groupBy(found, ({ path }) => placeOf(path)) }),
    [counts, found],
  );
}
