import { Skeleton, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { api, read } from "../../api/client.ts";
import { useSession } from "../../app/session.tsx";
import { Fault } from "../../parts/fault.tsx";
import { MailParts } from "../../parts/mail/mail-parts.tsx";
import { RawMail } from "../../parts/mail/raw-mail.tsx";
import { Status } from "../../parts/status.tsx";
import { useTexts } from "../../text/catalogue.ts";
import classes from "./messages.module.css";
import { messageTexts } from "./texts.ts";

/** What a message says, and whether these are the bytes that left. */
export function MessageContent({ id }: { id: string }) {
  const texts = useTexts(messageTexts);
  const { meta } = useSession();
  const content = useQuery({
    queryKey: ["messages", id, "content"],
    queryFn: () => read(api.GET("/v1/messages/{id}/content", { params: { path: { id } } })),
  });
  const { data } = content;
  return (
    <section aria-label={texts.content}>
      <Fault error={content.error} />
      {content.isPending && <Skeleton height={260} />}
      {data && (
        <>
          <div className={classes.origin}>
            <Status tone={data.asSent ? "good" : "quiet"}>
              {data.asSent ? texts.asSent : texts.again}
            </Status>
            <Text size="sm" c="dimmed">
              {data.asSent ? texts.asSentHint : texts.againHint}
            </Text>
          </div>
          <MailParts
            mail={data}
            raw={meta.hasMailbox && data.asSent && <RawMail messageId={id} />}
          />
        </>
      )}
    </section>
  );
}
