import { defineConfig } from "vitest/config";

export default defineConfig({
  experimental: {
    // what scripts and styles load lies beside them, whatever the path of the server; the server completes index.html
    renderBuiltUrl: (_, { hostType }) => (hostType === "html" ? undefined : { relative: true }),
  },
  server: {
    port: 5173,
    proxy: { "/api": { target: process.env["MIXLAB_SERVER"] ?? "http://localhost:8080" } },
  },
  build: { outDir: "dist", target: "es2022", assetsInlineLimit: 0, license: { fileName: "licences.txt" } },
  test: {
    environment: "happy-dom",
    include: ["test/**/*.test.ts"],
    // a busy machine may take more than the second that is waited for otherwise
    expect: { poll: { timeout: 10_000 } },
  },
});
