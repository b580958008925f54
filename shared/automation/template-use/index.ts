/** Which sequences send which templates: rows that are written with a sequence's head. */
export { deleteUses, putUses, templatesAfter } from "./use-store.ts";
export { type TemplateUse, usersOfTemplates } from "./users-of-templates.ts";
