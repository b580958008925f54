import { useQuery } from "@tanstack/react-query";
import { api, read } from "../../api/client.ts";
import { Facts } from "../../parts/facts.tsx";
import { Fault } from "../../parts/fault.tsx";
import { Peek } from "../../parts/peek.tsx";
import { Time } from "../../parts/time.tsx";
import { useTexts } from "../../text/catalogue.ts";
import { useFormat } from "../../text/format.ts";
import { operationsTexts } from "./texts.ts";

/** Why a mail waits, and since when. */
export function MailPeek({ id, onClose }: { id: string; onClose: () => void }) {
  const { mails: texts } = useTexts(operationsTexts);
  const format = useFormat();
  const { data: mail, error } = useQuery({
    queryKey: ["messages", id],
    queryFn: () => read(api.GET("/v1/messages/{id}", { params: { path: { id } } })),
  });
  const source = mail?.source as { kind: string; sequence?: string; step?: string } | undefined;
  const from = source?.sequence
    ? [source.sequence, source.step].filter(Boolean).join(" › ")
    : texts.api;
  return (
    <Peek title={mail?.subject ?? texts.subject} onClose={onClose}>
      <Fault error={error} />
      {mail && (
        <Facts
          items={[
            [texts.to, <bdi key="to">{mail.to}</bdi>],
            [texts.from, from],
            [texts.template, mail.template],
            [texts.className, texts.classes[mail.class]],
            mail.reason !== undefined && [texts.reason, mail.reason],
            [texts.at, <Time key="at" at={mail.at} />],
            mail.heldUntil !== undefined && [texts.until, <Time key="u" at={mail.heldUntil} />],
            [texts.attempt, format.number(mail.attempt)],
          ]}
        />
      )}
    </Peek>
  );
}
