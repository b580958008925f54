import { afterAll, beforeAll } from "vitest";
import { tempFolder } from "#test/support/temp-folder.ts";
import { Program } from "./program.ts";

/** The real program, started once for a file of tests and killed after them. */
export function oneProgram(): { call: Program["call"] } {
  const folder = tempFolder();
  let program: Program | undefined;
  beforeAll(async () => {
    program = await Program.start(folder);
  });
  afterAll(async () => {
    await program?.end("SIGKILL");
  });
  return { call: (...given) => program!.call(...given) };
}
