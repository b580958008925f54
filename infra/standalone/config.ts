import { isIPv4 } from "node:net";
import * as z from "zod/mini";
import type { RelaySettings } from "#shared/adapters/smtp/relay.ts";
import { readOwnHosts } from "#shared/adapters/web/own-hosts.ts";
import { english } from "#shared/kernel/english.ts";
import { InvalidInput } from "#shared/kernel/errors.ts";
import { faultOfChosenKey } from "#shared/platform/access/index.ts";
import { readRelay } from "./relay-settings.ts";

const Flag = z.pipe(
  z.enum(["0", "1"], "0 or 1"),
  z.transform((text) => text === "1"),
);
/** Variables of `npx dripstack`, which may run in the same shell. */
const CLI_VARIABLES = ["DRIPSTACK_URL", "DRIPSTACK_KEY"];
const PORT = "a port from 0 (any free one) to 65535";

/** An EHLO name by RFC 5321 §4.1.1.1: a domain, or an address in brackets. */
const EHLO_NAME =
  /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*|\[[0-9a-f:.]+\]|\[IPv6:[0-9a-f:.]+\])$/i;

/** Only this machine reaches these addresses; any other makes dev mode default to off. */
const isLoopback = (host: string) =>
  host === "localhost" || host === "::1" || (isIPv4(host) && host.startsWith("127."));

/** The environment of the process, with defaults. */
const Environment = z.object({
  PORT: z._default(
    z.coerce.number(PORT).check(z.int(PORT), z.gte(0, PORT), z.lte(65_535, PORT)),
    3000,
  ),
  HOST: z._default(z.string().check(z.minLength(1, "an address to listen on")), "127.0.0.1"),
  DRIPSTACK_DATA: z._default(z.string().check(z.minLength(1, "a folder")), "data"),
  DRIPSTACK_ADMIN_KEY: z.optional(
    z.string().check(
      z.superRefine((key, context) => {
        const message = faultOfChosenKey(key);
        if (message !== undefined) context.addIssue({ code: "custom", message });
      }),
    ),
  ),
  DRIPSTACK_SMTP_URL: z.optional(z.string().check(z.minLength(1, "an address of a relay"))),
  DRIPSTACK_SMTP_TLS: z.optional(z.string()),
  DRIPSTACK_SMTP_NAME: z.optional(
    z.string().check(z.regex(EHLO_NAME, "a host name, or [an address]")),
  ),
  DRIPSTACK_SMTP_OAUTH2: z.optional(z.string().check(z.minLength(1, "a file"))),
  DRIPSTACK_PUBLIC_URL: z.optional(
    z.url({ protocol: /^https?$/, error: "such as https://mail.example.com" }),
  ),
  DRIPSTACK_TRUST_PROXY: z._default(Flag, false),
  DRIPSTACK_WEBHOOK_HOSTS: z.optional(
    z
      .string()
      .check(
        z.refine(
          (text) => readOwnHosts(text) !== undefined,
          "hosts such as crm.internal,127.0.0.1:4000",
        ),
      ),
  ),
  DRIPSTACK_SAMPLE: z._default(Flag, true),
  DRIPSTACK_DEV: z.optional(Flag),
});

export type Config = {
  port: number;
  host: string;
  dataFolder: string;
  adminKey?: string;
  relay?: RelaySettings;
  /** Defaults to the address that the process listens on. */
  publicUrl?: string;
  /** Callers' addresses come from the proxy's `X-Forwarded-For`. */
  trustProxy: boolean;
  /** Hosts that steps may call although they are not public or lack TLS. */
  webhookHosts: ReadonlySet<string>;
  sample: boolean;
  dev: boolean;
};

/** @throws InvalidInput naming each variable that is unknown or malformed, never its value */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const known = Object.keys(Environment.shape);
  const unknown = Object.keys(environment).filter(
    (name) => name.startsWith("DRIPSTACK_") && ![...known, ...CLI_VARIABLES].includes(name),
  );
  if (unknown.length > 0) {
    const names = known.filter((name) => name.startsWith("DRIPSTACK_")).join(", ");
    throw new InvalidInput(
      `${unknown.join(", ")}: not a setting of Dripstack. There are: ${names}`,
    );
  }
  const parsed = Environment.safeParse(environment, english);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new InvalidInput(`${issue?.path.join(".")}: ${issue?.message}`);
  }
  const env = parsed.data;
  return {
    port: env.PORT,
    host: env.HOST,
    dataFolder: env.DRIPSTACK_DATA,
    adminKey: env.DRIPSTACK_ADMIN_KEY,
    relay: readRelay(env),
    publicUrl: env.DRIPSTACK_PUBLIC_URL?.replace(/\/$/, ""),
    trustProxy: env.DRIPSTACK_TRUST_PROXY,
    webhookHosts: readOwnHosts(env.DRIPSTACK_WEBHOOK_HOSTS ?? "") ?? new Set(),
    sample: env.DRIPSTACK_SAMPLE,
    dev: env.DRIPSTACK_DEV ?? (env.DRIPSTACK_SAMPLE && isLoopback(env.HOST)),
  };
}
