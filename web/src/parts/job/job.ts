import type { Schemas } from "../../api/client.ts";
import type { Tone } from "../status.tsx";

export type Job = Schemas["Job"];

/** How good or bad a state of a job is. */
export const JOB_TONES: Record<Job["state"], Tone> = {
  running: "busy",
  done: "good",
  cancelled: "quiet",
  failed: "bad",
};

/** The name of a kind of job; a kind of a newer program is shown as it is. */
export const kindName = (kinds: Record<string, string>, kind: string) => kinds[kind] ?? kind;
