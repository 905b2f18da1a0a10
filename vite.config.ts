import { fileURLToPath } from "node:url";
import { type Plugin, type UserConfig, defineConfig } from "vite";
import { pageFonts } from "./scripts/build-page-fonts.ts";
import { markdownPages } from "./scripts/page/markdown-pages.ts";

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

const SHARED = {
  base: "./",
  cacheDir: at("node_modules/.vite"),
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
} satisfies UserConfig;

/** The page, built to `dist/web`; while it is worked on, its answers come from a running `serve`. */
const PAGE: UserConfig = {
  ...SHARED,
  root: at("src/web"),
  plugins: [pageFonts(), markdownPages()],
  build: {
    outDir: at("dist/web"),
    emptyOutDir: true,
    target: "es2022",
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
  },
  server: { proxy: { "/api": "http://127.0.0.1:8080" } },
};

/** What is one file on purpose may be large without a warning. */
const WHOLE_KB = 4_000;

/** One classic script, in which a page from disk may be written; `name` is its file. */
function classicScript(entry: string, name: string, emptyOutDir: boolean): UserConfig["build"] {
  return {
    outDir: at("dist/site"),
    emptyOutDir,
    target: "es2022",
    assetsInlineLimit: 0,
    cssCodeSplit: false,
    copyPublicDir: false,
    modulePreload: false,
    chunkSizeWarningLimit: WHOLE_KB,
    rolldownOptions: {
      input: at(entry),
      transform: { define: { "import.meta": "{}" } },
      output: {
        format: "iife",
        entryFileNames: `${name}.js`,
        assetFileNames: ({ names }) =>
          names.every((known) => known.endsWith(".css")) ? `${name}[extname]` : "[name][extname]",
        codeSplitting: false,
      },
    },
  };
}

/** The same page for `export site`: no module, no request but for files beside it. */
const SITE: UserConfig = {
  ...SHARED,
  root: at("src/web"),
  plugins: [pageFonts(), markdownPages()],
  resolve: {
    alias: [
      { find: /^.*\/make-worker\.ts$/u, replacement: at("src/web/what-if/make-worker-inline.ts") },
    ],
  },
  build: classicScript("src/web/site.tsx", "page", true),
};

/** What answers in that page, in a worker; built after it, into the same folder. */
const ANSWERS: UserConfig = {
  ...SHARED,
  root: at("src/app/site"),
  plugins: [withoutNode()],
  build: classicScript("src/app/site/answers-worker.ts", "answers", false),
};

/** Leaves out modules of Node that nothing of the bundle uses, and refuses one that is used. */
function withoutNode(): Plugin {
  return {
    name: "without-node",
    enforce: "pre",
    resolveId: (id) =>
      id.startsWith("node:") ? { id, external: true, moduleSideEffects: false } : null,
    generateBundle(_, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type === "chunk" && file.imports.length > 0) {
          this.error(`a browser has no ${file.imports.join(", ")}`);
        }
      }
    },
  };
}

/**
 * The program as one module: its eight hundred files, read one by one, take a second to start. The
 * database's engine and the font cutter stay packages, loaded where they are used.
 */
const PROGRAM: UserConfig = {
  ssr: { noExternal: true, external: ["@duckdb/node-api", "subset-font"] },
  build: {
    ssr: true,
    outDir: at("dist/program"),
    emptyOutDir: true,
    target: "node20",
    minify: false,
    rolldownOptions: {
      input: {
        hashfall: at("src/cli/main.ts"),
        "answer-worker": at("src/app/answers/answer-worker.ts"),
        "ensemble-worker": at("src/app/simulate/ensemble-worker.ts"),
        "simulation-worker": at("src/app/jobs/simulation-worker.ts"),
        "study-worker": at("src/app/jobs/study-worker.ts"),
      },
      // All in one folder, from which the files of the program are as far as from the sources.
      output: { chunkFileNames: "[name].js" },
    },
  },
};

export default defineConfig(({ mode }) => {
  if (mode === "program") return PROGRAM;
  if (mode === "site") return SITE;
  return mode === "answers" ? ANSWERS : PAGE;
});
