import { Button, Tabs, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, read } from "../../api/client.ts";
import { Fault } from "../../parts/fault.tsx";
import { MailFrame } from "../../parts/mail-frame.tsx";
import { Peek } from "../../parts/peek.tsx";
import { useTexts } from "../../text/catalogue.ts";
import { MailFacts } from "./mail-facts.tsx";
import classes from "./mailbox.module.css";
import { mailboxTexts } from "./texts.ts";

type Parts = {
  subject: string;
  html: string;
  text: string;
  headers: { name: string; value: string }[];
};
type Props = { messageId: string; onClose: () => void };

/** One mail: what became of it, and its parts. */
export function Mail({ messageId, onClose }: Props) {
  const texts = useTexts(mailboxTexts);
  const [hasImages, setHasImages] = useState(false);
  const params = { path: { messageId } };
  const mail = useQuery({
    queryKey: ["mailbox", messageId],
    queryFn: async () =>
      (await read(api.GET("/v1/mailbox/{messageId}", { params }))) as unknown as Parts,
  });
  const parts = mail.data;
  const isRemote = /<img[^>]+src=["']?https?:/i.test(parts?.html ?? "");
  return (
    <Peek title={parts?.subject || texts.noSubject} onClose={onClose}>
      <MailFacts messageId={messageId} />
      <Fault error={mail.error} retry={() => mail.refetch()} />
      {parts && (
        <Tabs defaultValue={parts.html ? "html" : "text"} keepMounted={false}>
          <Tabs.List aria-label={texts.parts} mb="sm">
            <Tabs.Tab value="html">{texts.html}</Tabs.Tab>
            <Tabs.Tab value="text">{texts.text}</Tabs.Tab>
            <Tabs.Tab value="headers">{texts.headers}</Tabs.Tab>
            <Tabs.Tab value="raw">{texts.raw}</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="html">
            {isRemote && !hasImages && (
              <Button size="xs" variant="default" mb="xs" onClick={() => setHasImages(true)}>
                {texts.images}
              </Button>
            )}
            {parts.html ? (
              <div className={classes.frame}>
                <MailFrame html={parts.html} title={texts.frame} hasImages={hasImages} />
              </div>
            ) : (
              <Text c="dimmed">{texts.noHtml}</Text>
            )}
          </Tabs.Panel>
          <Tabs.Panel value="text">
            {parts.text ? (
              <pre className={classes.source}>{parts.text}</pre>
            ) : (
              <Text c="dimmed">{texts.noText}</Text>
            )}
          </Tabs.Panel>
          <Tabs.Panel value="headers">
            <dl className={classes.headers}>
              {parts.headers.map(({ name, value }, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a header may stand in a mail twice
                <div key={at} style={{ display: "contents" }}>
                  <dt>{name}</dt>
                  <dd>{value}</dd>
                </div>
              ))}
            </dl>
          </Tabs.Panel>
          <Tabs.Panel value="raw">
            <Raw messageId={messageId} />
          </Tabs.Panel>
        </Tabs>
      )}
    </Peek>
  );
}

function Raw({ messageId }: { messageId: string }) {
  const raw = useQuery({
    queryKey: ["mailbox", messageId, "raw"],
    queryFn: () =>
      read(
        api.GET("/v1/mailbox/{messageId}/raw", {
          params: { path: { messageId } },
          parseAs: "text",
        }),
      ),
  });
  return (
    <>
      <Fault error={raw.error} />
      <pre className={classes.source}>{raw.data as unknown as string}</pre>
    </>
  );
}
