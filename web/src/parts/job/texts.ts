import { catalogue } from "../../text/catalogue.ts";
import { texts as en } from "../../text/en/jobs.ts";

export const jobTexts = catalogue({ en, de: () => import("../../text/de/jobs.ts") });
