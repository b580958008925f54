import { useDebouncedValue } from "@mantine/hooks";
import { useMemo } from "react";

const PAUSE_MS = 400;

/** A value once it has not changed for a moment: the same object for equal ones. */
export function useRested<T>(value: T): T {
  const [rested] = useDebouncedValue(JSON.stringify(value), PAUSE_MS);
  return useMemo(() => JSON.parse(rested) as T, [rested]);
}
