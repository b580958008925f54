import { defineConfig } from "vitest/config";

/** `unit` needs only Node; `architecture` reads the sources and runs in `npm run check`; `cloud` gets emulators of AWS. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "unit",
          include: ["test/**/*.test.ts"],
          exclude: ["test/browser/**", "test/cloud/**"],
          testTimeout: 60_000,
        },
      },
      { test: { name: "architecture", include: ["test/architecture/*.test.ts"] } },
      { test: { name: "browser", include: ["test/browser/*.test.ts"], testTimeout: 60_000 } },
      {
        test: {
          name: "cloud",
          include: ["test/cloud/**/*.test.ts"],
          globalSetup: "test/cloud/machine/install.ts",
          testTimeout: 240_000,
          hookTimeout: 240_000,
        },
      },
    ],
  },
});
