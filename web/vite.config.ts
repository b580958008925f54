import { defineConfig } from "vite";

/** Where `npm run dev:web` finds the API of a running program. */
const API = process.env.DRIPSTACK_URL ?? "http://127.0.0.1:3000";

const modules = (...paths: string[]) => new RegExp(paths.join("|").replaceAll("/", "[\\\\/]"));

/**
 * What nearly every page needs beyond the first load is two files, with what they need themselves:
 * thirty small ones would wait for each other. `BASE` is what parts without data need too.
 */
const BASE = modules(
  "@mantine/core/.*/components/(ActionIcon|Button|CloseButton|Group|Skeleton|Stack|Text|Title)/",
  "@mantine/core/.*/(create-safe-context|get-style-object)/",
  "@mantine/hooks/.*/(use-id|use-merged-ref)/",
  "@tanstack/react-query/.*/useMutation[.]",
  "web/src/parts/page[.]",
);
const COMMON = modules(
  "web/src/parts/(fault|status|time|use-action)[.]",
  "web/src/text/text-of[.]",
);

export default defineConfig({
  root: import.meta.dirname,
  // Hashed files and a manifest, from which the tests read sizes.
  build: {
    outDir: "../dist/web",
    emptyOutDir: true,
    manifest: true,
    target: "es2023",
    // These know light-dark(); for others it would become variables that nothing sets.
    cssTarget: ["chrome123", "edge123", "firefox120", "safari17.5"],
    chunkSizeWarningLimit: 700,
    // No data: URLs in sheets and no inline scripts: the policy allows neither.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: "first", tags: ["$initial"], priority: 2 },
            { name: "base", test: BASE, priority: 1 },
            { name: "common", test: COMMON },
          ],
        },
      },
      // Directives for servers that render React: there is none.
      onwarn: (warning, warn) => warning.code === "MODULE_LEVEL_DIRECTIVE" || warn(warning),
    },
  },
  server: { proxy: { "/v1": API } },
});
