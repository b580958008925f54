import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { api, read } from "../../../api/client.ts";
import { idsOf, useNames } from "../../../api/names.ts";
import type { Defs, Schema } from "../../../canvas/schema.ts";
import { useVocabulary } from "../../../parts/condition/use-vocabulary.ts";
import type { Finding } from "../canvas/marks.ts";
import type { OpenSequence } from "../open-sequence.ts";
import type { FormContext } from "./context.ts";

type Document = Schema & { $defs: Defs };

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
  const { names: templates } = useNames("templates");
  const { names: sequences } = useNames("sequences");
  const form = useMemo<FormContext | undefined>(
    () =>
      schema.data && {
        defs: schema.data.$defs,
        definition,
        vocabulary,
        templates: idsOf(templates),
        sequences: idsOf(sequences),
        findings,
        controls,
      },
    [schema.data, definition, vocabulary, templates, sequences, findings, controls],
  );
  return { form, root: schema.data, error: schema.error };
}
