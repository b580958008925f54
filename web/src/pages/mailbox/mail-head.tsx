import { useQuery } from "@tanstack/react-query";
import { api, read } from "../../api/client.ts";
import { MessageStory } from "../../parts/mail/message-story.tsx";
import { addressOf, PageLink } from "../../parts/page-link.tsx";
import { useTexts } from "../../text/catalogue.ts";
import classes from "./mailbox.module.css";
import { mailboxTexts } from "./texts.ts";

/** What happened to the message that a mail carries; a mail without a message says nothing. */
export function MailHead({ messageId }: { messageId: string }) {
  const texts = useTexts(mailboxTexts);
  const message = useQuery({
    queryKey: ["messages", messageId],
    queryFn: () => read(api.GET("/v1/messages/{id}", { params: { path: { id: messageId } } })),
    retry: false,
  });
  const { data } = message;
  if (!data) return null;
  return (
    <div className={classes.head}>
      <MessageStory message={data} />
      <div className={classes.links}>
        <PageLink to={addressOf.contact(data.contactId)}>{texts.contact(data.contactId)}</PageLink>
        <PageLink to={addressOf.template(data.template)}>{texts.template(data.template)}</PageLink>
        <PageLink to={addressOf.message(messageId)}>{texts.message}</PageLink>
      </div>
    </div>
  );
}
