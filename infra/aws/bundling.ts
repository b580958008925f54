import { fileURLToPath } from "node:url";
import {
  type BundlingOptions,
  type ICommandHooks,
  OutputFormat,
} from "aws-cdk-lib/aws-lambda-nodejs";

export const ROOT = fileURLToPath(new URL("../..", import.meta.url)).replaceAll("\\", "/");

const CREDENTIALS = `@aws-sdk/credential-provider-node=${ROOT}shared/adapters/aws/credentials.ts`;
const WASM = "mrml_wasm_bg.wasm";
/** The build of `mrml` that loads its WebAssembly from a file. */
const MRML = `${ROOT}node_modules/mrml/nodejs/`;
/** `zod-openapi` imports the full zod, 30 KB more than the one in use. */
const ZOD = ["zod/v4=zod/mini", "zod/v4/core=zod/v4/core"];

/** Measured to start fastest. The source is ESM, the bundle is not. */
const common: BundlingOptions = {
  format: OutputFormat.CJS,
  target: "node24",
  minify: true,
  bundleAwsSDK: true,
  mainFields: ["module", "main"],
  esbuildArgs: { "--alias": [CREDENTIALS, `mrml=${MRML}mrml_wasm.js`, ...ZOD] },
};

const nothing = () => [];
const slashes = (path: string) => path.replaceAll("\\", "/");

/** `node` runs the commands instead of `cp`, for Windows. */
const afterwards = (command: (output: string) => string): ICommandHooks => ({
  beforeBundling: nothing,
  beforeInstall: nothing,
  afterBundling: (_, output) => [command(slashes(output))],
});
const copyWasm = afterwards(
  (output) => `node -e "fs.copyFileSync('${MRML}${WASM}', '${output}/${WASM}')"`,
);

/** How a function is bundled: with esbuild, without Docker or network. */
export const bundlingOf = (name: string): BundlingOptions =>
  name === "render" ? { ...common, commandHooks: copyWasm } : common;

/** The function that uploads the console takes its built files along. */
export const uploadBundling = (console: string): BundlingOptions => ({
  ...common,
  commandHooks: afterwards(
    (output) =>
      `node "${ROOT}infra/console/copy-built.ts" "${slashes(console)}" "${output}/console"`,
  ),
});
