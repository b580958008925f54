import { catalogue } from "../../text/catalogue.ts";
import { texts as en } from "../../text/en/segments.ts";

export const segmentTexts = catalogue({ en, de: () => import("../../text/de/segments.ts") });
