import { Button, Tabs, Text } from "@mantine/core";
import { type ReactNode, useMemo, useState } from "react";
import { useTexts } from "../../text/catalogue.ts";
import { Facts } from "../facts.tsx";
import { MailFrame } from "../mail-frame.tsx";
import classes from "./mail-parts.module.css";
import { hasRemoteImages } from "./parse-mail.ts";
import { mailTexts } from "./texts.ts";

type MailContent = {
  html: string;
  text: string;
  headers: { name: string; value: string }[];
};
type Props = {
  mail: MailContent;
  /** The mail's bytes, where they are kept; loaded when they are looked at. */
  raw?: ReactNode;
};

/** A mail in its parts: HTML, text, headers and bytes. */
export function MailParts({ mail: { html, text, headers }, raw }: Props) {
  const texts = useTexts(mailTexts);
  const [hasImages, setHasImages] = useState(false);
  const isRemote = useMemo(() => hasRemoteImages(html), [html]);
  return (
    <Tabs defaultValue={html ? "html" : "text"} keepMounted={false}>
      <Tabs.List aria-label={texts.parts} mb="sm">
        <Tabs.Tab value="html">{texts.html}</Tabs.Tab>
        <Tabs.Tab value="text">{texts.text}</Tabs.Tab>
        <Tabs.Tab value="headers">{texts.headers}</Tabs.Tab>
        {raw && <Tabs.Tab value="raw">{texts.raw}</Tabs.Tab>}
      </Tabs.List>
      <Tabs.Panel value="html">
        {isRemote && !hasImages && (
          <Button size="xs" variant="default" mb="xs" onClick={() => setHasImages(true)}>
            {texts.images}
          </Button>
        )}
        {html ? (
          <div className={classes.frame}>
            <MailFrame html={html} title={texts.frame} hasImages={hasImages} />
          </div>
        ) : (
          <Text c="dimmed">{texts.noHtml}</Text>
        )}
      </Tabs.Panel>
      <Tabs.Panel value="text">
        {text ? (
          <pre className={classes.source} dir="auto">
            {text}
          </pre>
        ) : (
          <Text c="dimmed">{texts.noText}</Text>
        )}
      </Tabs.Panel>
      <Tabs.Panel value="headers">
        <div className={classes.headers}>
          <Facts items={headers.map(({ name, value }) => [name, value] as const)} />
        </div>
      </Tabs.Panel>
      {raw && <Tabs.Panel value="raw">{raw}</Tabs.Panel>}
    </Tabs>
  );
}
