import { catalogue } from "../../text/catalogue.ts";
import { texts as en } from "../../text/en/home.ts";

export const homeTexts = catalogue({ en, de: () => import("../../text/de/home.ts") });
