import { Skeleton, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { api, read } from "../../../api/client.ts";
import { Fault } from "../../../parts/fault.tsx";
import { MailFrame } from "../../../parts/mail-frame.tsx";
import { useTexts } from "../../../text/catalogue.ts";
import { useFormat } from "../../../text/format.ts";
import classes from "./simulate.module.css";
import { simulateTexts } from "./texts.ts";
import type { Item } from "./trace.ts";

type MailItem = Extract<Item, { kind: "mail" | "hold" | "drop" }>;
export const isMail = (item: Item | undefined): item is MailItem =>
  item?.kind === "mail" || item?.kind === "hold" || item?.kind === "drop";

/** A mail of the simulation as it will look, with the data of its instant. */
export function MailView({ item, children }: { item: MailItem; children?: ReactNode }) {
  const { mail: texts } = useTexts(simulateTexts);
  const format = useFormat();
  const { template = "", data, at } = item;
  const body = { templateId: template, data: data as never, at };
  const preview = useQuery({
    queryKey: ["preview", body],
    enabled: template !== "",
    queryFn: () => read(api.POST("/v1/templates/preview", { body })),
  });
  const mail = preview.data;
  return (
    <section className={classes.mail} aria-label={texts.title(template)}>
      <Text size="xs" c="dimmed">
        {texts.at}
      </Text>
      <Fault error={preview.error} />
      {preview.isPending && template !== "" && <Skeleton height={200} />}
      {template === "" && <Text size="sm">{texts.noTemplate}</Text>}
      {mail && (
        <>
          <strong className={classes.subject}>
            <bdi>{mail.subject}</bdi>
          </strong>
          {mail.missing.length > 0 && (
            <Text size="xs" className={classes.missing}>
              {texts.missing(format.list(mail.missing))}
            </Text>
          )}
          <div className={classes.frame}>
            <MailFrame
              html={mail.html || `<pre>${asHtml(mail.text)}</pre>`}
              title={texts.frame(mail.subject)}
            />
          </div>
          {children}
        </>
      )}
    </section>
  );
}

const asHtml = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
