import { catalogue } from "../../../text/catalogue.ts";
import { texts as en } from "../../../text/en/results.ts";

export const resultsTexts = catalogue({ en, de: () => import("../../../text/de/results.ts") });
