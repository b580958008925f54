import type { Command } from "./command.ts";

const MOST = 50;

/** Commands of whose words each typed word begins one, in their own order. */
export function matching(commands: readonly Command[], typed: string): Command[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  return commands
    .filter(({ label }) => {
      const text = ` ${label.toLowerCase()}`;
      return words.every((word) => text.includes(` ${word}`));
    })
    .slice(0, MOST);
}
