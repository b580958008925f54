import { run } from "./commands.ts";

const ANY = /(\d+)\.(\d+)/;
/** Per tool: how to ask for its version and find it in the answer, and the oldest that will do. */
const TOOLS = {
  python3: { args: ["--version"], version: ANY, atLeast: [3, 10] },
  // With its compiler: DynamoDB Local is started from a source file.
  java: { args: ["--list-modules"], version: /jdk\.compiler@(\d+)\.?(\d*)/, atLeast: [17, 0] },
  openssl: { args: ["version"], version: ANY, atLeast: [1, 1] },
  // Postfix, as it tells its settings.
  postconf: { args: ["mail_version"], version: ANY, atLeast: [3, 4] },
  mvn: { args: ["--version"], version: ANY, atLeast: [3, 6] },
} as const;
/** Of a second opinion, which not every machine must have. */
const OPTIONAL: readonly string[] = ["mvn"];
export type Tool = keyof typeof TOOLS;

/** Why a test that needs `tools` can not run on this machine, by name; nothing when it can. */
export async function lacks(...tools: Tool[]): Promise<string | undefined> {
  const missing = await Promise.all(tools.map(async (tool) => ((await has(tool)) ? [] : [tool])));
  const gone = missing.flat();
  const names = gone.map((tool) => `${tool} ${TOOLS[tool].atLeast.join(".")}`);
  if (gone.length === 0) return undefined;
  const sentence = `this machine lacks ${names.join(", ")} or newer`;
  // Where everything is installed for the tests, a skipped one would be a lie.
  if (process.env.CI && gone.some((tool) => !OPTIONAL.includes(tool))) throw new Error(sentence);
  process.stderr.write(`SKIPPED: ${sentence}\n`);
  return sentence;
}

async function has(tool: Tool): Promise<boolean> {
  const { args, version, atLeast } = TOOLS[tool];
  const text = await run(tool, [...args]).catch(() => "");
  const [major = 0, minor = 0] = (version.exec(text) ?? []).slice(1).map(Number);
  return major > atLeast[0] || (major === atLeast[0] && minor >= atLeast[1]);
}
