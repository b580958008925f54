import { Button } from "@mantine/core";
import { useTexts } from "../../../text/catalogue.ts";
import { DEEDS } from "./script.ts";
import classes from "./simulate.module.css";
import { simulateTexts } from "./texts.ts";

/** What the contact, or its provider, does with the mail an hour after it left. */
export function Deeds({ onPick }: { onPick: (deed: string) => void }) {
  const texts = useTexts(simulateTexts);
  return (
    <fieldset className={classes.deeds}>
      <legend>{texts.mail.afterwards}</legend>
      {DEEDS.map((deed) => (
        <Button key={deed} size="compact-xs" variant="default" onClick={() => onPick(deed)}>
          {texts.deeds[deed]}
        </Button>
      ))}
    </fieldset>
  );
}
