/**
 * Second pass over the imports: only what is left once types are erased. Which code may reach which along any chain of them is decided
 * in scripts/borders.ts, in one walk from all files at once; the tool's own rule of this kind walks from each file alone.
 */
const asWritten = require('./.dependency-cruiser.cjs')

module.exports = {
  options: { ...asWritten.options, tsPreCompilationDeps: false, exclude: { path: '\\.(test|types)\\.tsx?$' } },
}
