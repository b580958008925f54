import { useQuery } from "@tanstack/react-query";
import { api, read } from "../../api/client.ts";
import { Fault } from "../../parts/fault.tsx";
import { MailParts } from "../../parts/mail/mail-parts.tsx";
import { RawMail } from "../../parts/mail/raw-mail.tsx";
import { Peek } from "../../parts/peek.tsx";
import { useTexts } from "../../text/catalogue.ts";
import { MailHead } from "./mail-head.tsx";
import { mailboxTexts } from "./texts.ts";

type Props = { messageId: string; onClose: () => void };

/** One mail: what happened to it, and its parts. */
export function Mail({ messageId, onClose }: Props) {
  const texts = useTexts(mailboxTexts);
  const params = { path: { messageId } };
  const mail = useQuery({
    queryKey: ["mailbox", messageId],
    queryFn: () => read(api.GET("/v1/mailbox/{messageId}", { params })),
  });
  const { data } = mail;
  return (
    <Peek title={data?.subject || texts.noSubject} onClose={onClose}>
      <MailHead messageId={messageId} />
      <Fault error={mail.error} retry={() => mail.refetch()} />
      {data && <MailParts mail={data} raw={<RawMail messageId={messageId} />} />}
    </Peek>
  );
}
