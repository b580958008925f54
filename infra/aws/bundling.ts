import { fileURLToPath } from "node:url";
import {
  type BundlingOptions,
  type ICommandHooks,
  OutputFormat,
} from "aws-cdk-lib/aws-lambda-nodejs";

export const ROOT = fileURLToPath(new URL("../..", import.meta.url)).replaceAll("\\", "/");

const CREDENTIALS = `@aws-sdk/credential-provider-node=${ROOT}shared/adapters/aws/credentials.ts`;
const WASM = "mrml_wasm_bg.wasm";
/** The build of `mrml` that reads its WebAssembly from the file beside it. */
const MRML = `${ROOT}node_modules/mrml/nodejs/`;
/** `zod-openapi` asks the larger zod, 30 KB more, for what the one that we use has too. */
const ZOD = ["zod/v4=zod/mini", "zod/v4/core=zod/v4/core"];

/** What toolchain measurements showed to start fastest; source is ESM, the bundle is not. */
const common: BundlingOptions = {
  format: OutputFormat.CJS,
  target: "node24",
  minify: true,
  bundleAwsSDK: true,
  mainFields: ["module", "main"],
  esbuildArgs: { "--alias": [CREDENTIALS, `mrml=${MRML}mrml_wasm.js`, ...ZOD] },
};

const nothing = () => [];
const copyWasm: ICommandHooks = {
  beforeBundling: nothing,
  beforeInstall: nothing,
  // `node` and not `cp`, so that it also runs on Windows.
  afterBundling: (_, output) => [
    `node -e "fs.copyFileSync('${MRML}${WASM}', '${output.replaceAll("\\", "/")}/${WASM}')"`,
  ],
};

/** How the bundle of a function is made, with esbuild alone: no Docker and no network. */
export const bundlingOf = (name: string): BundlingOptions =>
  name === "render" ? { ...common, commandHooks: copyWasm } : common;
