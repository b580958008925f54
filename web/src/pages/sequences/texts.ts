import { catalogue } from "../../text/catalogue.ts";
import { texts as en } from "../../text/en/sequences.ts";

export const sequencesTexts = catalogue({ en, de: () => import("../../text/de/sequences.ts") });
