import { defineConfig } from "vite";

/** Where `npm run dev:web` finds the API of a running program. */
const API = process.env.DRIPSTACK_URL ?? "http://127.0.0.1:3000";

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
      // Directives for servers that render React: there is none.
      onwarn: (warning, warn) => warning.code === "MODULE_LEVEL_DIRECTIVE" || warn(warning),
    },
  },
  server: { proxy: { "/v1": API } },
});
