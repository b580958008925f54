import { Defect } from "#shared/kernel/errors.ts";

/**
 * A function's own environment variables, beside resource names. Plain code: a schema library for
 * one URL would add 14 KB to functions that validate nothing else.
 */
export type Environment<T extends object = object> = {
  names: readonly string[];
  /** @throws Defect when a variable is missing or wrong */
  parse: (env: Record<string, string | undefined>) => T;
};

/** Powertools' variable for the metrics namespace; each stack has its own. */
export const METRICS_NAMESPACE = "POWERTOOLS_METRICS_NAMESPACE";

const isHttp = (text: string) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);

/** For functions that build links to our own pages. */
export const PublicUrl: Environment<{ PUBLIC_URL: string }> = {
  names: ["PUBLIC_URL"],
  parse: ({ PUBLIC_URL = "" }) => {
    if (!isHttp(PUBLIC_URL)) throw new Defect("PUBLIC_URL is not an address of http or https");
    return { PUBLIC_URL };
  },
};

/** For the API: the same, and where the console is, if there is one. */
export const ApiUrls: Environment<{ PUBLIC_URL: string; CONSOLE_URL?: string }> = {
  names: [...PublicUrl.names, "CONSOLE_URL"],
  parse: (env) => {
    const { CONSOLE_URL } = env;
    if (!CONSOLE_URL) return PublicUrl.parse(env);
    if (!isHttp(CONSOLE_URL)) throw new Defect("CONSOLE_URL is not an address of http or https");
    return { ...PublicUrl.parse(env), CONSOLE_URL };
  },
};

/** For functions without variables of their own. */
export const NoEnvironment: Environment = { names: [], parse: () => ({}) };
