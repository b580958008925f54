import { catalogue } from "../../text/catalogue.ts";
import { texts as en } from "../../text/en/draft.ts";

export const draftTexts = catalogue({ en, de: () => import("../../text/de/draft.ts") });
