import { catalogue } from "../../text/catalogue.ts";
import { texts as en } from "../../text/en/operations.ts";

export const operationsTexts = catalogue({
  en,
  de: () => import("../../text/de/operations.ts"),
});
