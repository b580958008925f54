import { Skeleton, Text } from "@mantine/core";
import { api, read } from "../../api/client.ts";
import { rowsOf, usePages } from "../../api/pages.ts";
import { Fault } from "../../parts/fault.tsx";
import { MessageStatus } from "../../parts/mail/message-state.tsx";
import { More } from "../../parts/more.tsx";
import { Time } from "../../parts/time.tsx";
import { useTexts } from "../../text/catalogue.ts";
import classes from "./contacts.module.css";
import { contactTexts } from "./texts.ts";

type Props = { id: string; zone: string | null; onOpen: (id: string) => void };

const PAGE = 10;

/** The mails to a contact, the latest first. */
export function Mails({ id, zone, onOpen }: Props) {
  const { messages: texts, entry } = useTexts(contactTexts);
  const found = usePages([`contact:${id}`, "messages"], (cursor) => {
    const query = { limit: PAGE, ...(cursor && { cursor }) };
    return read(api.GET("/v1/contacts/{id}/messages", { params: { path: { id }, query } }));
  });
  const items = rowsOf(found);
  return (
    <div>
      <Fault error={found.error} retry={() => found.refetch()} />
      {found.isPending && <Skeleton height={32} />}
      {found.data && items.length === 0 && <Text c="dimmed">{texts.none}</Text>}
      {items.map(({ id: message, subject, template, state, test, to, at }) => (
        <div key={message} className={classes.membership}>
          <div className={classes.head}>
            <button type="button" className={classes.opener} onClick={() => onOpen(message)}>
              <bdi>{subject || template}</bdi>
            </button>
            <MessageStatus state={state} />
            <span className={classes.dim}>
              <Time at={at} zone={zone} />
            </span>
          </div>
          {test && <bdi className={classes.dim}>{entry.test(to ?? "?")}</bdi>}
        </div>
      ))}
      <More pages={found} />
    </div>
  );
}
