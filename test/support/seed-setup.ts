import fc from "fast-check";
import { seed } from "./long.ts";

/** Before each file: its properties try the cases that `SEED` decides. */
if (seed !== undefined) fc.configureGlobal({ seed });
