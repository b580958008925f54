import * as z from "zod/mini";
import { Definition } from "#shared/automation/language/index.ts";
import { Name } from "./schemas.ts";

/** The fields of a definition in hand that need not be saved. */
export const draftFields = () => ({
  /** The sequence that it is a draft of; one that does not exist counts as new. */
  id: z._default(Name, "draft"),
  definition: Definition,
});
