import { catalogue } from "../../text/catalogue.ts";
import { texts as en } from "../../text/en/templates.ts";

export const templateTexts = catalogue({ en, de: () => import("../../text/de/templates.ts") });
