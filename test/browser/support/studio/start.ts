import { Program } from "#test/support/program.ts";
import { tempFolder } from "#test/support/temp-folder.ts";
import { buryLetter } from "./bury.ts";
import { fillStudio } from "./fill.ts";

const SLOW_CLOCK = new URL("slow-clock.ts", import.meta.url).href;
const ENVIRONMENT = {
  DRIPSTACK_DEV: "1",
  DRIPSTACK_ADMIN_KEY: "studio-admin-key-0123456789",
  NODE_OPTIONS: `--import=${SLOW_CLOCK}`,
};

/** The program with the studio's data (see `fillStudio`), its clock at one and the same minute. */
export async function startStudio(): Promise<Program> {
  const folder = tempFolder("studio");
  const program = await Program.start(folder, ENVIRONMENT);
  const call = async (method: string, path: string, body?: object) => {
    const answer = await program.call(method, path, body);
    if (answer.status >= 300)
      throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  await fillStudio(call);
  const { now } = await call("GET", "/v1/meta");
  await program.end("SIGTERM");
  await buryLetter(folder, Date.parse(now));
  return Program.start(folder, ENVIRONMENT);
}
