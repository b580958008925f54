import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** What takes longest begins first, so that nothing is waited for alone at the end. */
const LONG = ["test/cloud/deployed/", "test/simulation/simulation.test.ts", "test/e2e/"];
class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const at = LONG.findIndex((long) => moduleId.includes(long));
      return at < 0 ? LONG.length : at;
    };
    return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b));
  }
}

/** `unit` needs only Node; `architecture` reads the sources and runs in `npm run check`; `looks` compares pictures; `cloud` gets emulators of AWS. */
export default defineConfig({
  test: {
    sequence: { sequencer: LongFirst },
    globalSetup: "test/support/temp-setup.ts",
    // What handlers say of failures that a test asks for would drown what tests say.
    env: { POWERTOOLS_LOG_LEVEL: "SILENT", POWERTOOLS_METRICS_DISABLED: "true" },
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          // Node reads TypeScript itself: nothing is transformed, and no test mocks a module.
          experimental: { viteModuleRunner: false, nodeLoader: false },
          include: ["test/**/*.test.ts"],
          setupFiles: "test/support/seed-setup.ts",
          exclude: ["test/browser/**", "test/cloud/**"],
          testTimeout: 60_000,
          // Processes start here, which takes seconds on a loaded machine.
          hookTimeout: 60_000,
          // One core is otherwise left to whoever watches.
          maxWorkers: "100%",
          // Loading the sources anew for every file would take as long as the tests.
          isolate: false,
        },
      },
      { test: { name: "architecture", include: ["test/architecture/*.test.ts"] } },
      {
        test: {
          name: "browser",
          include: ["test/browser/*.test.ts"],
          exclude: ["test/browser/looks*.test.ts"],
          testTimeout: 60_000,
          // Two browsers and two programs share two cores: what is refused once may have been late.
          retry: process.env.CI ? 1 : 0,
        },
      },
      {
        test: {
          name: "looks",
          include: ["test/browser/looks*.test.ts"],
          testTimeout: 120_000,
          hookTimeout: 300_000,
        },
      },
      {
        extends: true,
        test: {
          name: "cloud",
          include: ["test/cloud/**/*.test.ts"],
          // The story mostly waits for the minute's rule: the others run meanwhile.
          maxWorkers: 2,
          globalSetup: "test/cloud/machine/install.ts",
          // Only what hangs is ended by these: what is waited for has a budget that grows with the
          // machine's load.
          testTimeout: 3_600_000,
          hookTimeout: 3_600_000,
          // Chapters of one story: what comes after a failure only waits for what can not happen.
          bail: 1,
        },
      },
    ],
  },
});
