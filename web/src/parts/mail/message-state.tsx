import { useTexts } from "../../text/catalogue.ts";
import { Status } from "../status.tsx";
import { type MessageState, STATE_TONES } from "./states.ts";
import { mailTexts } from "./texts.ts";

/** The state of a message in one or two words. */
export function MessageStatus({ state }: { state: MessageState }) {
  const texts = useTexts(mailTexts);
  return <Status tone={STATE_TONES[state]}>{texts.states[state]}</Status>;
}
