// Makes templates/voila/coachkit/engine/: engine.js and engine.css, what they are made of, and its
// licences. `make engine` runs it on a copy in .cache/, beside which its packages are installed.

import { build } from "esbuild";
import { readFile, writeFile, readdir } from "node:fs/promises";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const OUT = pathToFileURL(`${resolve(process.argv[2])}/`);
const HERE = new URL("./", import.meta.url);
const AMD = 'define(["@jupyter-widgets/base"], widget_default);';

// anywidget comes as a module for JupyterLab's loader; here it is one like any other.
const anywidget = {
  name: "anywidget",
  setup({ onLoad }) {
    onLoad({ filter: /node_modules\/anywidget\/dist\/index\.js$/ }, async ({ path }) => {
      const text = await readFile(path, "utf8");
      if (!text.includes(AMD)) throw new Error("anywidget's package has changed");
      return { contents: text.replace(AMD, "export default widget_default;"), loader: "js" };
    });
  },
};

const { metafile } = await build({
  absWorkingDir: HERE.pathname,
  entryPoints: { engine: "src/page.js" },
  outdir: OUT.pathname,
  bundle: true,
  minify: true,
  format: "esm",
  target: ["chrome110", "firefox115", "safari16.4"],
  legalComments: "none",
  alias: { "sanitize-html": "./src/sanitised.js", jquery: "jquery/dist/jquery.slim.js" },
  plugins: [anywidget],
  metafile: true,
});

const names = new Set();
for (const path of Object.keys(metafile.inputs)) {
  const [, name] = path.match(/.*node_modules\/((?:@[^/]+\/)?[^/]+)\//) ?? [];
  if (name) names.add(name);
}

const licences = [];
const made = {};
for (const name of [...names].sort()) {
  const folder = new URL(`node_modules/${name}/`, HERE);
  const about = JSON.parse(await readFile(new URL("package.json", folder), "utf8"));
  made[name] = about.version;
  const file = (await readdir(folder)).find((one) => /^licen[cs]e/i.test(one));
  const text = file ? await readFile(new URL(file, folder), "utf8") : "";
  licences.push(`${name} ${about.version} (${about.license})\n\n${text.trim()}\n`);
}

const { JUPYTER_WIDGETS_VERSION } = await text("@jupyter-widgets/base/lib/version.js");
const { JUPYTER_CONTROLS_VERSION } = await text("@jupyter-widgets/controls/lib/version.js");

async function text(path) {
  const source = await readFile(new URL(`node_modules/${path}`, HERE), "utf8");
  return Object.fromEntries(
    [...source.matchAll(/export const (\w+) = '([^']+)'/g)].map(([, name, value]) => [name, value]),
  );
}

const models = {
  "@jupyter-widgets/base": JUPYTER_WIDGETS_VERSION,
  "@jupyter-widgets/controls": JUPYTER_CONTROLS_VERSION,
  anywidget: made.anywidget,
};
const told = `${JSON.stringify({ models, packages: made }, null, 2)}\n`;
await writeFile(new URL("versions.json", OUT), told);
await writeFile(new URL("LICENSES.txt", OUT), licences.join(`\n${"-".repeat(80)}\n\n`));
