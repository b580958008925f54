import { catalogue } from "../../text/catalogue.ts";
import { texts as en } from "../../text/en/attributes.ts";

export const attributeTexts = catalogue({ en, de: () => import("../../text/de/attributes.ts") });
