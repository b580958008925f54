import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { answer, api, type Schemas } from "../../api/client.ts";

export type Contact = Schemas["Contact"];

const get = (id: string) => answer(api.GET("/v1/contacts/{id}", { params: { path: { id } } }));

/** One contact, with the version that a change must name. */
export const useContact = (id: string) =>
  useQuery({ queryKey: [`contact:${id}`, "profile"], queryFn: () => get(id) });

type Change = {
  attributes?: Record<string, string | number | boolean | null | string[]>;
  timeZone?: string | null;
  locale?: string | null;
  subscribed?: boolean;
};

/** Changes a contact, never over another's change: with 412 the new state is shown instead. */
export function useChangeContact(id: string) {
  const client = useQueryClient();
  const topic = `contact:${id}`;
  return useMutation({
    mutationFn: ({ change, etag }: { change: Change; etag: string | undefined }) =>
      answer(
        api.PUT("/v1/contacts/{id}", {
          params: { path: { id }, header: etag === undefined ? {} : { "If-Match": etag } },
          body: change,
        }),
      ),
    onSuccess: (done) => client.setQueryData([topic, "profile"], done),
    onSettled: () => client.invalidateQueries({ queryKey: [topic] }),
  });
}
