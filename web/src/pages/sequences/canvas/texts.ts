import { catalogue } from "../../../text/catalogue.ts";
import { texts as en } from "../../../text/en/canvas.ts";

export const canvasTexts = catalogue({ en, de: () => import("../../../text/de/canvas.ts") });
