import { catalogue } from "../../text/catalogue.ts";
import { texts as en } from "../../text/en/condition.ts";

export const conditionTexts = catalogue({ en, de: () => import("../../text/de/condition.ts") });
