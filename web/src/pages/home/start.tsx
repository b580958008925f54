import { Text } from "@mantine/core";
import { Card } from "../../parts/card.tsx";
import { TextLink } from "../../parts/text-link.tsx";
import { useTexts } from "../../text/catalogue.ts";
import classes from "./start.module.css";
import { homeTexts } from "./texts.ts";

/** What to do first where there is no sequence: each leads to where it is done. */
export function Start() {
  const { start: texts } = useTexts(homeTexts);
  return (
    <Card title={texts.title}>
      <ol className={classes.steps}>
        <li>
          <TextLink to="/operations" search={{ tab: "settings" }}>
            {texts.sender}
          </TextLink>
          <Text size="sm">{texts.senderHint}</Text>
        </li>
        <li>
          <TextLink to="/templates">{texts.template}</TextLink>
          <Text size="sm">{texts.templateHint}</Text>
        </li>
        <li>
          <TextLink to="/sequences">{texts.sequence}</TextLink>
          <Text size="sm">{texts.sequenceHint}</Text>
        </li>
        <li>
          <TextLink to="/contacts">{texts.contact}</TextLink>
          <Text size="sm">{texts.contactHint}</Text>
        </li>
      </ol>
    </Card>
  );
}
