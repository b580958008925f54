import { catalogue } from "../text/catalogue.ts";
import { texts as en } from "../text/en/app.ts";

export const appTexts = catalogue({ en, de: () => import("../text/de/app.ts") });
