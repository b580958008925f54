import { queryOptions, useQuery } from "@tanstack/react-query";
import { api, read } from "../../../api/client.ts";
import type { Definition } from "../../../canvas/definition.ts";

/** A published version, or the draft. */
export type VersionName = number | "draft";

/** What differs between two versions; `etag` is the draft's, which changes. */
export function diffOf(id: string, from: VersionName, to: VersionName, etag?: string) {
  const query = { from: String(from), to: String(to) };
  return queryOptions({
    queryKey: [`sequence:${id}`, "diff", query, etag],
    enabled: from !== 0 && to !== 0,
    queryFn: () => read(api.GET("/v1/sequences/{id}/diff", { params: { path: { id }, query } })),
  });
}

/** The same, asked for. */
export const useDiff = (...of: Parameters<typeof diffOf>) => useQuery(diffOf(...of));

/** A published version's definition; it never changes. */
export function useVersion(id: string, version: VersionName) {
  return useQuery({
    queryKey: ["version", id, version],
    enabled: version !== "draft" && version > 0,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async () => {
      const path = { id, version: String(version) };
      const found = await read(
        api.GET("/v1/sequences/{id}/versions/{version}", { params: { path } }),
      );
      return found.definition as unknown as Definition;
    },
  });
}
