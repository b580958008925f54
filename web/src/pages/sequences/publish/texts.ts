import { catalogue } from "../../../text/catalogue.ts";
import { texts as en } from "../../../text/en/publish.ts";

export const publishTexts = catalogue({ en, de: () => import("../../../text/de/publish.ts") });
