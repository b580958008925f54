import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { api, read } from "../../api/client.ts";
import { Fault } from "../../parts/fault.tsx";
import { MailFacts } from "../../parts/mail/mail-facts.tsx";

/** What happened to a mail, state by state. */
export function MailStates({ id, zone }: { id: string; zone: string | null }) {
  const message = useQuery({
    queryKey: ["messages", id],
    queryFn: () => read(api.GET("/v1/messages/{id}", { params: { path: { id } } })),
  });
  return (
    <>
      <Fault error={message.error} retry={() => message.refetch()} />
      {message.isPending && <Skeleton height={60} aria-busy="true" />}
      {message.data && <MailFacts message={message.data} zone={zone} />}
    </>
  );
}
