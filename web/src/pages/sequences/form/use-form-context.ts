import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { api, read } from "../../../api/client.ts";
import type { Defs, Schema } from "../../../canvas/schema.ts";
import { useVocabulary } from "../../../parts/condition/use-vocabulary.ts";
import type { Finding } from "../canvas/marks.ts";
import type { OpenSequence } from "../open-sequence.ts";
import type { FormContext } from "./context.ts";

type Document = Schema & { $defs: Defs };
const MOST_NAMES = 100;

/** The schema of a definition, and the names in use; undefined while the schema loads. */
export function useFormContext(
  { definition }: OpenSequence,
  findings: readonly Finding[],
  controls: FormContext["controls"],
): { form: FormContext | undefined; root: Schema | undefined; error: Error | null } {
  const schema = useQuery({
    queryKey: ["schema"],
    queryFn: async () => (await read(api.GET("/v1/schemas/sequence.json"))) as unknown as Document,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const vocabulary = useVocabulary();
  const templates = useQuery({
    queryKey: ["templates", "names"],
    queryFn: () => read(api.GET("/v1/templates", { params: { query: { limit: MOST_NAMES } } })),
  });
  const sequences = useQuery({
    queryKey: ["sequences", "names"],
    queryFn: () => read(api.GET("/v1/sequences", { params: { query: { limit: MOST_NAMES } } })),
  });
  const form = useMemo<FormContext | undefined>(
    () =>
      schema.data && {
        defs: schema.data.$defs,
        definition,
        vocabulary,
        templates: templates.data?.items.map(({ id }) => id) ?? [],
        sequences: sequences.data?.items.map(({ id }) => id) ?? [],
        findings,
        controls,
      },
    [schema.data, definition, vocabulary, templates.data, sequences.data, findings, controls],
  );
  return { form, root: schema.data, error: schema.error };
}
