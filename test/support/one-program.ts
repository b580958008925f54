import { afterAll, beforeAll } from "vitest";
import { newFolder, Program, removeFolder } from "./program.ts";

/** The real program, started once for a file of tests and killed after them. */
export function oneProgram(): { call: Program["call"] } {
  const folder = newFolder();
  let program: Program | undefined;
  beforeAll(async () => {
    program = await Program.start(folder);
  });
  afterAll(async () => {
    await program?.end("SIGKILL");
    removeFolder(folder);
  });
  return { call: (...given) => program!.call(...given) };
}
