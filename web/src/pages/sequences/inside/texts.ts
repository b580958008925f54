import { catalogue } from "../../../text/catalogue.ts";
import { texts as en } from "../../../text/en/inside.ts";

export const insideTexts = catalogue({ en, de: () => import("../../../text/de/inside.ts") });
