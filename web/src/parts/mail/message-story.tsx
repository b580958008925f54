import { Text } from "@mantine/core";
import type { Schemas } from "../../api/client.ts";
import { useTexts } from "../../text/catalogue.ts";
import { useFormat } from "../../text/format.ts";
import { textOf } from "../../text/text-of.ts";
import { Icon } from "../icon.tsx";
import { Time } from "../time.tsx";
import { MessageStatus } from "./message-state.tsx";
import classes from "./message-story.module.css";
import { reasonText, storyOf } from "./story.ts";
import { mailTexts } from "./texts.ts";

/** The state of a message in words, why it is so, and what happened when. */
export function MessageStory({ message }: { message: Schemas["Message"] }) {
  const texts = useTexts(mailTexts);
  const format = useFormat();
  const { state, reason, attempt } = message;
  const nameOf = (fact: string) => textOf(texts.facts, fact) ?? fact;
  return (
    <div className={classes.story}>
      <div className={classes.state}>
        <MessageStatus state={state} />
        <Text size="sm">{texts.meanings[state]}</Text>
      </div>
      {reason !== undefined && (
        <Text size="sm" className={classes.reason}>
          <strong>{texts.why}:</strong> <bdi>{reasonText(texts.reasons, reason)}</bdi>
        </Text>
      )}
      {state === "unknown" && (
        <div className={classes.doubt} role="note">
          <Icon name="info" />
          <div>
            <strong>{texts.doubt.title}</strong>
            <p>{texts.doubt.why}</p>
            <p>{texts.doubt.what}</p>
          </div>
        </div>
      )}
      <ol className={classes.facts} aria-label={texts.story}>
        {storyOf(message).map(({ fact, at, link }) => (
          <li key={`${fact} ${at} ${link ?? ""}`} data-fact={fact}>
            <span className={classes.name}>
              {nameOf(fact)}
              {link !== undefined && <bdi className={classes.link}>{link}</bdi>}
              {fact === "claimedAt" && attempt > 1 && (
                <span className={classes.attempt}>{texts.attempt(format.number(attempt))}</span>
              )}
            </span>
            <Time at={at} />
          </li>
        ))}
      </ol>
    </div>
  );
}
