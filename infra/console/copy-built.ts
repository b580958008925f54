import { cpSync } from "node:fs";
import { join } from "node:path";
import { builtFiles } from "./built-files.ts";

/** `node copy-built.ts FROM TO`: copies the built files that a bundle takes along. */
const [from = "", to = ""] = process.argv.slice(2);
for (const name of builtFiles(from)) cpSync(join(from, name), join(to, name));
