import { Defect } from "#shared/kernel/errors.ts";

/**
 * What a function reads from its environment, beside the names of what it uses. Plain code: a schema library for
 * one address would be 14 KB of functions that check nothing else.
 */
export type Environment<T extends object = object> = {
  names: readonly string[];
  /** @throws Defect when a variable is missing or wrong */
  parse: (env: Record<string, string | undefined>) => T;
};

/** Where Powertools reads what the names of a stack's figures begin with; each stack has its own. */
export const METRICS_NAMESPACE = "POWERTOOLS_METRICS_NAMESPACE";

const isHttp = (text: string) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);

/** The environment of functions that build links to us. */
export const PublicUrl: Environment<{ PUBLIC_URL: string }> = {
  names: ["PUBLIC_URL"],
  parse: ({ PUBLIC_URL = "" }) => {
    if (!isHttp(PUBLIC_URL)) throw new Defect("PUBLIC_URL is not an address of http or https");
    return { PUBLIC_URL };
  },
};

/** The environment of functions that need nothing of their own. */
export const Nothing: Environment = { names: [], parse: () => ({}) };
