import { catalogue } from "../../text/catalogue.ts";
import { texts as en } from "../../text/en/contacts.ts";

export const contactTexts = catalogue({ en, de: () => import("../../text/de/contacts.ts") });
