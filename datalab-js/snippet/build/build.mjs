// Makes dist/datalab.js for a tag, dist/datalab.mjs for a bundler, and dist/datalab.d.ts.
import { build } from 'esbuild';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { minify } from 'terser';

const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));

// Names of what is stored are fixed: a page may find what another version of the snippet has left.
const mangleCache = JSON.parse(await readFile(at('build/names.json'), 'utf8'));

await rm(at('dist'), { recursive: true, force: true });
await mkdir(at('dist'));
for (const [entry, format, file] of [
  ['tag', 'iife', 'datalab.js'],
  ['index', 'esm', 'datalab.mjs'],
]) {
  const bundle = await build({
    entryPoints: [at(`src/${entry}.ts`)],
    write: false,
    bundle: true,
    format,
    target: 'es2020',
    minifySyntax: true,
    mangleProps: /^_/,
    mangleCache,
    // Without TypeScript's "use strict", which modules do not need either.
    tsconfigRaw: '{}',
  });
  // A second minifier: it inlines and orders what esbuild leaves, for 5 % fewer bytes.
  const { code } = await minify(bundle.outputFiles[0].text, {
    ecma: 2020,
    module: format == 'esm',
    compress: {
      passes: 4,
      unsafe: true,
      unsafe_arrows: true,
      pure_getters: true,
      booleans_as_integers: true,
      reduce_funcs: false,
      lhs_constants: false,
    },
  });
  await writeFile(at(`dist/${file}`), code);
}

// Types alone are a declaration file as they stand.
await writeFile(
  at('dist/datalab.d.ts'),
  `${await readFile(at('src/api.ts'), 'utf8')}\nexport declare const start: Start;\n`,
);
