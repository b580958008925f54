import { catalogue } from "../../text/catalogue.ts";
import { texts as en } from "../../text/en/mail.ts";

export const mailTexts = catalogue({ en, de: () => import("../../text/de/mail.ts") });
