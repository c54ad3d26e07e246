/**
 * Import rules, first pass: imports as written, types included.
 * The second pass (.dependency-cruiser.values.cjs) looks at what remains once types are erased.
 * `borders.test.ts` plants violations of every rule.
 */
const uses = require('./modules/map.json')

const test = '(\\.(test|types)\\.tsx?$|^(modules/[^/]+|app|kernel/[^/]+)/tests/)'
const testing = '^(kernel/testing|journeys)/'
const above = '^(app|bench|scripts|journeys)/'
const kernelDoors = '^kernel/(index|model/index|web/index|testing/index)\\.ts$'
const moduleDoors = '^modules/[^/]+/(index|objects/index|web/index|module)\\.ts$'

const rules = [
  {
    name: 'no-cycle',
    comment: 'A file may not reach itself by value imports; a cycle of types alone is harmless.',
    from: {},
    to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
  },
  {
    name: 'kernel-knows-no-module',
    comment: 'The kernel knows no business noun.',
    from: { path: '^kernel/' },
    to: { path: ['^modules/', above] },
  },
  {
    name: 'module-knows-no-app',
    comment: 'Only the app names all modules.',
    from: { path: '^modules/' },
    to: { path: above },
  },
  {
    name: 'kernel-by-its-doors',
    comment: 'What is behind a door may change without notice.',
    // Measurements and checks look behind the doors on purpose: they time and print what lies there.
    from: { path: ['^modules/', '^(app|journeys)/'] },
    to: { path: '^kernel/', pathNot: kernelDoors },
  },
  {
    name: 'module-by-its-doors',
    comment: 'Another module is reached through its doors, for types too.',
    from: { path: '^modules/([^/]+)/' },
    to: { path: '^modules/[^/]+/', pathNot: ['^modules/$1/', moduleDoors] },
  },
  {
    name: 'module-by-its-doors',
    comment: 'The app, too, uses the doors.',
    from: { path: above },
    to: { path: '^modules/[^/]+/', pathNot: moduleDoors },
  },
  {
    name: 'manifest-is-for-app-and-tests',
    comment: 'A manifest loads everything a module has.',
    from: { path: '^modules/', pathNot: test },
    to: { path: '^modules/[^/]+/module\\.ts$' },
  },
  ...Object.entries(uses).map(([name, list]) => ({
    name: `uses-${name}`,
    comment: `modules/map.json says what ${name} may use.`,
    from: { path: `^modules/${name}/` },
    to: { path: '^modules/[^/]+/', pathNot: `^modules/(${[name, ...list].join('|')})/` },
  })),
  {
    name: 'objects-and-rules-are-data',
    comment: 'Both sides load them, so they reach nothing but their like.',
    from: { path: '^modules/[^/]+/(objects|rules)/', pathNot: test },
    to: { path: '.', pathNot: '^(kernel/model/|modules/[^/]+/(objects|rules)/)' },
  },
  {
    name: 'no-test-in-product',
    comment: 'The product must run without its tests.',
    from: { path: '^(kernel|modules|app|bench)/', pathNot: [test, testing] },
    to: { path: [test, testing] },
  },
]

module.exports = {
  forbidden: rules.map((rule) => ({ severity: 'error', ...rule })),
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'], conditionNames: ['import', 'node', 'default'] },
    doNotFollow: { path: 'node_modules' },
  },
}
