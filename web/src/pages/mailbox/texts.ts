import { catalogue } from "../../text/catalogue.ts";
import { texts as en } from "../../text/en/mailbox.ts";

export const mailboxTexts = catalogue({ en, de: () => import("../../text/de/mailbox.ts") });
