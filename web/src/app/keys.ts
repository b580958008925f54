import { useEffect, useRef } from "react";
import { isKeyOfDialog } from "../parts/is-dialog-open.ts";
import { isTyping } from "../parts/is-typing.ts";
import { type Command, useAllCommands } from "./commands.tsx";

/** How long the first key of two is remembered. */
const SEQUENCE_MS = 1_000;

/** The text that a command's `keys` would have: `mod+shift+z`, `j`, `?`. */
function keyName(event: KeyboardEvent): string {
  const mod = event.metaKey || event.ctrlKey ? "mod+" : "";
  const shift = event.shiftKey && event.key.length > 1 ? "shift+" : "";
  const letterShift = mod && event.shiftKey && event.key.length === 1 ? "shift+" : "";
  return `${mod}${event.altKey ? "alt+" : ""}${shift}${letterShift}${event.key.toLowerCase()}`;
}

/** Runs the commands of what is shown by their keys; plain keys are left alone while one types. */
export function useCommandKeys(): void {
  const commands = useAllCommands();
  const first = useRef({ key: "", at: 0 });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      const key = keyName(event);
      if (isTyping(event.target) && !key.startsWith("mod+")) return;
      if (isKeyOfDialog()) return;
      const now = performance.now();
      const both = now - first.current.at < SEQUENCE_MS ? `${first.current.key} ${key}` : "";
      const command = find(commands, both) ?? find(commands, key);
      first.current = { key, at: now };
      if (!command) return;
      event.preventDefault();
      first.current = { key: "", at: 0 };
      command.run();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [commands]);
}

const find = (commands: Command[], keys: string) =>
  keys === "" ? undefined : commands.findLast((command) => command.keys === keys);
