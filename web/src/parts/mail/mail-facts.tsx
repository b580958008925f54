import type { Schemas } from "../../api/client.ts";
import { useTexts } from "../../text/catalogue.ts";
import { useFormat } from "../../text/format.ts";
import { textOf } from "../../text/text-of.ts";
import { Time } from "../time.tsx";
import classes from "./message-story.module.css";
import { storyOf } from "./story.ts";
import { mailTexts } from "./texts.ts";

type Props = { message: Schemas["Message"]; zone?: string | null };

/** What happened to a message when, earliest first. */
export function MailFacts({ message, zone = null }: Props) {
  const texts = useTexts(mailTexts);
  const format = useFormat();
  return (
    <ol className={classes.facts} aria-label={texts.story}>
      {storyOf(message).map(({ fact, at, link }) => (
        <li key={`${fact} ${at} ${link ?? ""}`} data-fact={fact}>
          <span className={classes.name}>
            {textOf(texts.facts, fact) ?? fact}
            {link !== undefined && <bdi className={classes.link}>{link}</bdi>}
            {fact === "claimedAt" && message.attempt > 1 && (
              <span className={classes.attempt}>
                {texts.attempt(format.number(message.attempt))}
              </span>
            )}
          </span>
          <Time at={at} zone={zone} />
        </li>
      ))}
    </ol>
  );
}
