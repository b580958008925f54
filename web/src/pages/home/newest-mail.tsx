import { Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { api, read } from "../../api/client.ts";
import { MailFrame } from "../../parts/mail-frame.tsx";
import { useTexts } from "../../text/catalogue.ts";
import { ASK_MS } from "./ask-often.ts";
import classes from "./first-run.module.css";
import home from "./home.module.css";
import { homeTexts } from "./texts.ts";

/** The last mail that was sent, as its reader sees it; its links may be followed. */
export function NewestMail() {
  const { first: texts } = useTexts(homeTexts);
  const newest = useQuery({
    queryKey: ["mailbox", "newest"],
    queryFn: async () => {
      const params = { query: { limit: 1 } };
      return (await read(api.GET("/v1/mailbox", { params }))).items[0] ?? null;
    },
    refetchInterval: ASK_MS,
  });
  const messageId = newest.data?.messageId;
  const mail = useQuery({
    queryKey: ["mailbox", messageId],
    queryFn: () => {
      const params = { path: { messageId: messageId! } };
      return read(api.GET("/v1/mailbox/{messageId}", { params }));
    },
    enabled: messageId !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <section className={classes.part}>
      <div className={classes.head}>
        <Title order={3} size="h6">
          {texts.mail}
        </Title>
        <Link className={home.link} to="/mailbox" search={{ to: undefined, peek: undefined }}>
          {texts.mailbox}
        </Link>
      </div>
      {newest.data && mail.data ? (
        <>
          <p className={classes.subject}>
            <bdi>{newest.data.subject}</bdi>{" "}
            <span className={classes.to}>{texts.mailTo(newest.data.to)}</span>
          </p>
          <div className={classes.mail} aria-live="polite">
            <MailFrame key={messageId} html={mail.data.html} title={texts.frame} />
          </div>
        </>
      ) : (
        <p className={classes.hint}>{texts.mailEmpty}</p>
      )}
    </section>
  );
}
