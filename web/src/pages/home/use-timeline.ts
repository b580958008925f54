import { useQuery } from "@tanstack/react-query";
import { api, read } from "../../api/client.ts";
import { ASK_MS } from "./ask-often.ts";

/** The timeline of a contact, asked often: it is watched while it moves. */
export const useTimeline = (id: string | undefined) =>
  useQuery({
    queryKey: [`contact:${id}`, "walk"],
    queryFn: async () => {
      const params = { path: { id: id! }, query: { limit: 100 } };
      return (await read(api.GET("/v1/contacts/{id}/timeline", { params }))).items;
    },
    enabled: id !== undefined,
    refetchInterval: ASK_MS,
  });
