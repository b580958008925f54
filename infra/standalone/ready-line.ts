import { resolve as resolvePath } from "node:path";
import { HOUR_MS } from "#shared/kernel/time.ts";
import type { Config } from "./config.ts";

/**
 * Known once the program is ready; `adminKey` only when it was just created, `console` with a code
 * that signs in once.
 */
type Ready = { url: string; adminKey?: string; console?: string; aheadMs: number };

/**
 * The ready line: JSON for programs on stdout, text for humans on stderr. A new key and the sign-in
 * link are printed once: on stderr when both are a terminal, else in the JSON, so that no log of
 * stderr keeps them.
 */
export function readyLine(
  { url, adminKey, console: link, aheadMs }: Ready,
  config: Pick<Config, "relay" | "dev" | "dataFolder">,
  { isOnTerminal }: { isOnTerminal: boolean },
): { out: string; err: string } {
  const mailbox = `${url}/mailbox`;
  const isInLine = adminKey !== undefined && !isOnTerminal;
  const ready = {
    ready: true,
    url,
    mailbox,
    pid: process.pid,
    ...(isInLine && { adminKey }),
    ...(link !== undefined && !isOnTerminal && { console: link }),
  };
  const relay = config.relay && new URL(config.relay.url).host;
  const aheadHours = Math.round(aheadMs / HOUR_MS);
  const lines = [
    `console    ${consoleLine(url, link, isOnTerminal)}`,
    `API        ${url}`,
    `mailbox    ${mailbox}${relay ? "  (stays empty: mail goes to the relay)" : ""}`,
    ...(relay ? [`relay      ${relay}`] : []),
    `admin key  ${keyLine(adminKey, isInLine)}`,
    ...(config.dev ? ["dev mode   on: the clock may be moved (DRIPSTACK_DEV=0: off)"] : []),
    ...(aheadHours > 0 ? [`clock      moved ahead by ${aheadHours} hours`] : []),
    `data       ${resolvePath(config.dataFolder)}`,
  ];
  const err = `\nDripstack is ready.\n${lines.map((line) => `  ${line}\n`).join("")}\n`;
  return { out: `${JSON.stringify(ready)}\n`, err };
}

function consoleLine(url: string, link: string | undefined, isOnTerminal: boolean): string {
  if (link === undefined) return `${url}/  (sign in with a key)`;
  if (!isOnTerminal) return `${url}/  (signs in by the link in the line on stdout)`;
  return `${link}   (signs in once, within ten minutes)`;
}

function keyLine(adminKey: string | undefined, isInLine: boolean): string {
  if (adminKey === undefined)
    return "as before (lost it? start with DRIPSTACK_ADMIN_KEY=..., which ends it)";
  return isInLine ? "in the line on stdout, this once" : `${adminKey}   (shown this once)`;
}
