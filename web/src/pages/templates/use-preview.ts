import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { api, read } from "../../api/client.ts";
import type { MadeUp } from "./made-up.ts";
import type { Source } from "./source.ts";

/** After the last key. */
const REST_MS = 200;

type PreviewInput = {
  id: string;
  source: Source;
  contactId: string | undefined;
  data: MadeUp;
  /** Without an admin key only what is saved is shown. */
  mayCompile: boolean;
};

/** The mail that the source makes now; while it is asked for, the one before stays. */
export function usePreview({ id, source, contactId, data, mayCompile }: PreviewInput) {
  const [resting] = useDebouncedValue(source, REST_MS);
  const body = {
    ...(mayCompile ? { source: resting } : { templateId: id }),
    ...(contactId !== undefined && { contactId }),
    data,
  };
  return useQuery({
    queryKey: ["template-preview", body],
    queryFn: () => read(api.POST("/v1/templates/preview", { body })),
    placeholderData: keepPreviousData,
    staleTime: 30_000,
    gcTime: 60_000,
    retry: false,
  });
}

export type Preview = NonNullable<ReturnType<typeof usePreview>["data"]>;
