import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { api, read, type Schemas } from "../../../api/client.ts";
import type { OpenSequence } from "../open-sequence.ts";
import { requestOf, type Script } from "./script.ts";

/** After the last key. */
const REST_MS = 150;

/**
 * Plays what is on the screen by a script, again after each change; the last answer stays
 * meanwhile.
 */
export function useSimulation({ id, definition }: OpenSequence, script: Script) {
  const body = useMemo(() => requestOf(id, definition, script), [id, definition, script]);
  const [asked] = useDebouncedValue(body, REST_MS);
  return useQuery({
    queryKey: ["simulation", asked],
    placeholderData: keepPreviousData,
    retry: false,
    queryFn: () =>
      read(api.POST("/v1/sequences/simulate", { body: asked as never })) as Promise<
        Schemas["Simulation"]
      >,
  });
}
