import { catalogue } from "../../../text/catalogue.ts";
import { texts as en } from "../../../text/en/versions.ts";

export const versionTexts = catalogue({ en, de: () => import("../../../text/de/versions.ts") });
