import { useMemo } from "react";
import { useNames, useWords } from "../../api/names.ts";
import { NO_VOCABULARY, type Vocabulary } from "./vocabulary.ts";

/** Names in use, for suggestions; empty until they are loaded, or where they may not be read. */
export function useVocabulary(): Vocabulary {
  const { data: words = NO_VOCABULARY } = useWords();
  const { names: segments } = useNames("segments");
  return useMemo(() => ({ ...words, segments }), [words, segments]);
}
