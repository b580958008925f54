/** `note` works, but is worth knowing; `fix` does not work, and its text says what to do. */
export type Finding = { name: string; verdict: "ok" | "note" | "fix"; text: string };

export const ok = (name: string, text: string): Finding => ({ name, verdict: "ok", text });
export const note = (name: string, text: string): Finding => ({ name, verdict: "note", text });
export const fix = (name: string, text: string): Finding => ({ name, verdict: "fix", text });
