import { catalogue } from "../../text/catalogue.ts";
import { texts as en } from "../../text/en/messages.ts";

export const messageTexts = catalogue({ en, de: () => import("../../text/de/messages.ts") });
