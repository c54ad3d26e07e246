/**
 * Import rules, second pass: only what is left once types are erased, followed along any chain of imports.
 * So a button may take its types from an action, but not one line of the action reaches the browser.
 */
const asWritten = require('./.dependency-cruiser.cjs')

/** A field type's server half may build SQL; it counts for neither side, and a chain through it is followed to its end. */
const serverHalf = '^kernel/model/field-types(\\.ts$|/(?!.*\\.web\\.tsx?$))'
const browser = ['^kernel/(model|web)/', '^modules/[^/]+/(objects|rules|web)/', '^app/web(/|\\.tsx$)', '\\.web\\.tsx?$']
const server = '^(kernel/(?!model/|web/|locales/)|modules/[^/]+/(?!objects/|rules/|web/|locales/)|app/(?!web[./])|bench/).*\\.ts$'
const drawn = '(^(kernel|modules/[^/]+|app)/web/.*\\.tsx?$|^app/web\\.tsx$|\\.web\\.tsx?$)'

module.exports = {
  forbidden: [
    {
      name: 'browser-reaches-no-server-code',
      severity: 'error',
      from: { path: browser, pathNot: serverHalf },
      to: { path: server, reachable: true },
    },
    { name: 'server-reaches-no-browser-code', severity: 'error', from: { path: server }, to: { path: drawn, reachable: true } },
  ],
  options: { ...asWritten.options, tsPreCompilationDeps: false, exclude: { path: '\\.(test|types)\\.tsx?$' } },
}
