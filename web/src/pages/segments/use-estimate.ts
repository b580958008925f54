import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { api, read, type Schemas } from "../../api/client.ts";
import { type Fault, Problem } from "../../api/problem.ts";
import { findMissing } from "../../parts/condition/missing.ts";
import { toModel } from "../../parts/condition/model.ts";
import { conditionTexts } from "../../parts/condition/texts.ts";
import { useTexts } from "../../text/catalogue.ts";

/** One types on within it. */
const REST_MS = 350;
const FRESH_MS = 20_000;

/** About how many match a condition; while it is unfinished, what it still lacks. */
export function useEstimate(condition: unknown) {
  const texts = useTexts(conditionTexts);
  const [asked] = useDebouncedValue(condition, REST_MS);
  const missing = condition === undefined ? [] : findMissing(toModel(condition));
  const isComplete = asked !== undefined && findMissing(toModel(asked)).length === 0;
  const query = useQuery({
    queryKey: ["segment-estimate", asked],
    queryFn: () =>
      read(
        api.POST("/v1/segments/estimate", {
          body: { condition: asked as Schemas["Condition"] },
        }),
      ),
    enabled: isComplete,
    staleTime: FRESH_MS,
    placeholderData: keepPreviousData,
  });
  const { error } = query;
  const faults: Fault[] = error instanceof Problem ? error.faults : [];
  const lacking = missing.map(({ path, what }) => ({
    path: `/condition${path}`,
    message: texts.missing[what],
  }));
  return {
    data: isComplete && !error ? query.data : undefined,
    isFresh: asked === condition && !query.isPlaceholderData,
    isComplete,
    error,
    faults: isComplete ? faults : lacking,
  };
}
export type Estimated = ReturnType<typeof useEstimate>;
