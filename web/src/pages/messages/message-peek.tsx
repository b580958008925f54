import { Skeleton, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { api, read } from "../../api/client.ts";
import { Fault } from "../../parts/fault.tsx";
import { MessageStory } from "../../parts/mail/message-story.tsx";
import { mailTexts } from "../../parts/mail/texts.ts";
import { Peek } from "../../parts/peek.tsx";
import { useTexts } from "../../text/catalogue.ts";
import { MessageContent } from "./message-content.tsx";
import { MessageDetails } from "./message-details.tsx";

/** One message: what happened to it and why, where it comes from, and what it says. */
export function MessagePeek({ id, onClose }: { id: string; onClose: () => void }) {
  const { noSubject } = useTexts(mailTexts);
  const message = useQuery({
    queryKey: ["messages", id],
    queryFn: () => read(api.GET("/v1/messages/{id}", { params: { path: { id } } })),
  });
  const { data, error } = message;
  const title = data ? data.subject || data.template : error ? id : noSubject;
  return (
    <Peek title={title} onClose={onClose}>
      <Fault error={error} retry={() => message.refetch()} />
      {message.isPending && (
        <Stack gap="sm" aria-busy="true">
          <Skeleton height={24} width="40%" />
          <Skeleton height={80} />
          <Skeleton height={260} />
        </Stack>
      )}
      {data && (
        <>
          <MessageStory message={data} />
          <MessageDetails message={data} />
          <MessageContent id={id} />
        </>
      )}
    </Peek>
  );
}
