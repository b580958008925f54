import { lacks } from "./lacks.ts";
import { dynamoDbLocal, elasticMq, miniStack } from "./tools.ts";

/** Gets the emulators before any test runs, so that no two tests get one at once. */
export default async function install(): Promise<void> {
  if (!(await lacks("python3", "openssl"))) await miniStack();
  if (!(await lacks("java"))) await dynamoDbLocal();
  if (!(await lacks("java", "mvn"))) await elasticMq();
}
