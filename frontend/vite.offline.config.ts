import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { defineConfig, type Plugin } from "vite";

const PAGE = "offline.html";
const LICENCES = "licences.txt";

/** Puts program, styles and licences into the page itself: the file of a share asks for nothing. */
function inOneFile(): Plugin {
  return {
    name: "in-one-file",
    writeBundle({ dir }, bundle) {
      const path = (name: string) => resolve(dir ?? "", name);
      const names = Object.keys(bundle).filter((name) => name !== PAGE);
      const html = names.reduce(
        (page, name) => withContent(page, name, readFileSync(path(name), "utf8")),
        readFileSync(path(PAGE), "utf8"),
      );
      writeFileSync(path(PAGE), html);
      for (const name of names) {
        rmSync(path(name));
      }
    },
  };
}

/** The page with the content of a file in the place of the reference to it. */
function withContent(page: string, name: string, content: string): string {
  if (name.endsWith(".js")) {
    const code = content.replaceAll("</script", "<\\/script").replaceAll("<!--", "<\\!--");
    return replaced(
      page,
      `<script type="module"[^>]*${name}"[^>]*></script>`,
      `<script type="module">${code}</script>`,
    );
  }
  if (name.endsWith(".css")) {
    return replaced(page, `<link rel="stylesheet"[^>]*${name}"[^>]*>`, `<style>${content}</style>`);
  }
  if (name === LICENCES) {
    const notes = content.replaceAll("<", "&lt;");
    return replaced(page, "</head>", `<script type="text/plain" id="licences">${notes}</script></head>`);
  }
  throw new Error(`${name} has no place in the one file`);
}

function replaced(page: string, reference: string, by: string): string {
  const found = new RegExp(reference);
  if (!found.test(page)) {
    throw new Error(`${PAGE} has no ${reference}`);
  }
  return page.replace(found, () => by);
}

export default defineConfig({
  build: {
    outDir: "dist-offline",
    target: "es2022",
    assetsInlineLimit: Number.MAX_SAFE_INTEGER,
    cssCodeSplit: false,
    modulePreload: false,
    assetsDir: "",
    chunkSizeWarningLimit: 2000,
    license: { fileName: LICENCES },
    rolldownOptions: { input: PAGE, output: { codeSplitting: false } },
  },
  plugins: [inOneFile()],
});
