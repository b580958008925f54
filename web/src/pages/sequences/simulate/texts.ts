import { catalogue } from "../../../text/catalogue.ts";
import { texts as en } from "../../../text/en/simulate.ts";

export const simulateTexts = catalogue({ en, de: () => import("../../../text/de/simulate.ts") });
