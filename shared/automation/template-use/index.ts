export { type TemplateUse, usersOfTemplates } from "./users-of-templates.ts";
