import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { answer, api, type Schemas } from "../../../api/client.ts";
import { Problem } from "../../../api/problem.ts";
import { isSame, type Source, sourceOf } from "../source.ts";

export type Stored = { data: Schemas["Template"]; etag: string | undefined };

const keyOf = (id: string) => ["templates", id];
const load = (id: string) => answer(api.GET("/v1/templates/{id}", { params: { path: { id } } }));

export const useStoredTemplate = (id: string) =>
  useQuery({ queryKey: keyOf(id), queryFn: () => load(id) as Promise<Stored> });

const put = (id: string, source: Source, etag: string | undefined) =>
  answer(
    api.PUT("/v1/templates/{id}", {
      params: { path: { id }, ...(etag !== undefined && { header: { "If-Match": etag } }) },
      body: source,
    }),
  ) as Promise<Stored>;

/**
 * The source as it is edited here, upon the version that it began from. A version that was saved
 * elsewhere is taken over while nothing is changed here; else it stands as `theirs` until one of
 * the two is chosen.
 */
export function useSource(id: string, read: Stored) {
  const client = useQueryClient();
  const [base, setBase] = useState(read);
  const [source, setSource] = useState(() => sourceOf(read.data));
  const isChanged = !isSame(source, sourceOf(base.data));
  const isOther = read.etag !== base.etag && read.data.version > base.data.version;
  const adopt = (stored: Stored) => {
    setBase(stored);
    setSource(sourceOf(stored.data));
  };
  if (isOther && !isChanged) adopt(read);
  const save = useMutation({
    mutationFn: (next: { source: Source; etag: string | undefined }) =>
      put(id, next.source, next.etag),
    onSuccess: (saved) => {
      client.setQueryData(keyOf(id), saved);
      setBase(saved);
      void client.invalidateQueries({ queryKey: ["templates"] });
    },
    onError: (error) => {
      if (error instanceof Problem && error.status === 412)
        void client.invalidateQueries({ queryKey: keyOf(id) });
    },
  });
  return {
    source,
    setSource,
    base,
    isChanged,
    theirs: isOther && isChanged ? read : undefined,
    save,
    takeTheirs: () => adopt(read),
    keepMine: () => setBase(read),
  };
}

export type Editing = ReturnType<typeof useSource>;
