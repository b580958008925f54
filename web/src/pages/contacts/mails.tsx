import { Skeleton, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { api, read } from "../../api/client.ts";
import { Fault } from "../../parts/fault.tsx";
import { MessageStatus } from "../../parts/mail/message-state.tsx";
import { Time } from "../../parts/time.tsx";
import { useTexts } from "../../text/catalogue.ts";
import classes from "./contacts.module.css";
import { contactTexts } from "./texts.ts";

type Props = { id: string; zone: string | null; onOpen: (id: string) => void };

const MOST = 10;

/** The latest mails to a contact; the others stand in the timeline. */
export function Mails({ id, zone, onOpen }: Props) {
  const texts = useTexts(contactTexts).messages;
  const found = useQuery({
    queryKey: [`contact:${id}`, "messages"],
    queryFn: () =>
      read(
        api.GET("/v1/contacts/{id}/messages", { params: { path: { id }, query: { limit: MOST } } }),
      ),
  });
  const items = found.data?.items ?? [];
  return (
    <div>
      <Fault error={found.error} retry={() => found.refetch()} />
      {found.isPending && <Skeleton height={32} />}
      {found.data && items.length === 0 && <Text c="dimmed">{texts.none}</Text>}
      {items.map(({ id: message, subject, template, state, at }) => (
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
        </div>
      ))}
    </div>
  );
}
