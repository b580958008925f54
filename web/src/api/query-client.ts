import { MutationCache, QueryClient } from "@tanstack/react-query";
import { expectChanges } from "./live.ts";
import { Problem } from "./problem.ts";

/**
 * What the API refuses it refuses again; only a lost connection or its own fault is worth a retry.
 */
const mayRecover = (error: Error) =>
  !(error instanceof Problem) || error.status === 0 || error.status >= 500;

export const queryClient = new QueryClient({
  mutationCache: new MutationCache({ onSuccess: expectChanges }),
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      retry: (count, error) => count < 3 && mayRecover(error),
      refetchOnWindowFocus: true,
    },
    mutations: { retry: false },
  },
});
