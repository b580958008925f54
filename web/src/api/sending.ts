import { useQuery } from "@tanstack/react-query";
import { api, read } from "./client.ts";

const KEY = ["settings", "sending"];

/** Since when the kill switch is on; null while mail may leave. */
export const useSending = () =>
  useQuery({ queryKey: KEY, queryFn: () => read(api.GET("/v1/sending")) });
