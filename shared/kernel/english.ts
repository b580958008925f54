import { en } from "zod/locales";

/** Says in English what a schema finds wrong where it has no words of its own: `zod/mini` comes without any. */
export const english = { error: en().localeError };
