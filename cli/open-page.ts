import { spawn } from "node:child_process";

const OPENERS: Partial<Record<NodeJS.Platform, string>> = { darwin: "open", win32: "explorer" };
/** A browser may run as the opener's own process, until its window is closed. */
const WAIT_MS = 2_000;

/** Opens an address in the browser; false when this machine can not. */
export async function openPage(url: string, opener = openerOf(process.platform)): Promise<boolean> {
  const child = spawn(opener, [url], { stdio: "ignore", detached: true });
  child.unref();
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, WAIT_MS, true);
    const end = (isOpen: boolean) => {
      clearTimeout(timer);
      resolve(isOpen);
    };
    child.once("error", () => end(false));
    // Windows' own answers 1 when it succeeds.
    child.once("exit", (code) => end(code === 0 || opener === OPENERS.win32));
  });
}

const openerOf = (platform: NodeJS.Platform) => OPENERS[platform] ?? "xdg-open";
