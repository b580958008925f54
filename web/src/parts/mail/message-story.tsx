import { Text } from "@mantine/core";
import type { Schemas } from "../../api/client.ts";
import { useTexts } from "../../text/catalogue.ts";
import { Icon } from "../icon.tsx";
import { MailFacts } from "./mail-facts.tsx";
import { MessageStatus } from "./message-state.tsx";
import classes from "./message-story.module.css";
import { reasonText } from "./story.ts";
import { mailTexts } from "./texts.ts";

/** The state of a message in words, why it is so, and what happened when. */
export function MessageStory({ message }: { message: Schemas["Message"] }) {
  const texts = useTexts(mailTexts);
  const { state, reason } = message;
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
      <MailFacts message={message} />
    </div>
  );
}
