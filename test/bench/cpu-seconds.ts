import { readdirSync, readFileSync } from "node:fs";

/**
 * Of `/proc/<pid>/stat`: always 100 a second, whatever the kernel's own clock is (proc(5),
 * USER_HZ).
 */
const TICKS_PER_SECOND = 100;

/**
 * CPU time that a process took so far, with all its threads and the processes that it runs, in
 * seconds; undefined where the system does not tell.
 */
export function cpuSeconds(pid: number): number | undefined {
  if (process.platform !== "linux") return undefined;
  return familyOf(pid).reduce((sum, each) => sum + ownSeconds(each), 0);
}

/** A process, and those that it runs. */
export const familyOf = (pid: number): number[] => [
  pid,
  ...readdirSync(`/proc/${pid}/task`).flatMap((thread) =>
    readFileSync(`/proc/${pid}/task/${thread}/children`, "latin1")
      .split(" ")
      .filter((child) => child !== "")
      .map(Number),
  ),
];

function ownSeconds(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
  // The second field is the name in brackets, which may hold anything; utime and stime are the 14th
  // and 15th.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}
