import classes from "./keys.module.css";

const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent);
const NAMES: Record<string, string> = {
  mod: isMac ? "⌘" : "Ctrl",
  shift: "⇧",
  alt: isMac ? "⌥" : "Alt",
  escape: "Esc",
  enter: "↵",
  delete: "Del",
  arrowup: "↑",
  arrowdown: "↓",
  arrowleft: "←",
  arrowright: "→",
};

const nameOf = (key: string) => NAMES[key] ?? (key.length === 1 ? key.toUpperCase() : key);

/** Keys of a command, as they stand on the keyboard: `mod+k`, or `g o` one after the other. */
export const Keys = ({ keys }: { keys: string }) => (
  <span className={classes.keys}>
    {keys.split(" ").map((press, at) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: a key may stand twice
      <kbd key={at} className={classes.key}>
        {press
          .split("+")
          .map(nameOf)
          .join(isMac ? "" : " ")}
      </kbd>
    ))}
  </span>
);
