import assert from 'node:assert/strict'
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, describe, test } from 'node:test'
import { borderPasses, crossBorders } from './scripts/borders.ts'

type Files = Readonly<Record<string, string>>

/** A lawful little tree of the shape of the real one. */
const lawful: Files = {
  'modules/map.json': '{ "customers": [], "catalog": [], "sales": ["customers"] }',
  'kernel/index.ts': "export * from './model/index.ts'\nexport { read } from './records/read.ts'\n",
  'kernel/records/read.ts': "import { sql } from '../db/sql.ts'\nexport const read = () => sql\n",
  'kernel/db/sql.ts': "export const sql = 'select'\n",
  'kernel/model/index.ts': "export { defineObject } from './define-object.ts'\n",
  'kernel/model/define-object.ts': 'export const defineObject = (name: string) => ({ name })\n',
  'kernel/model/field-types/text/text.ts': "import { sql } from '../../../db/sql.ts'\nexport const textType = { sql }\n",
  'kernel/model/field-types/text/text.web.tsx': 'export const textWeb = { kind: "text" }\n',
  'kernel/web/index.ts': "export { textWeb } from '../model/field-types/text/text.web.tsx'\n",
  'kernel/testing/index.ts': "import { read } from '../index.ts'\nexport const testApp = () => read\n",
  'modules/customers/index.ts': "export { merge } from './actions/merge.ts'\n",
  'modules/customers/module.ts': "import { merge } from './actions/merge.ts'\nexport const customers = { merge }\n",
  'modules/customers/actions/merge.ts': "import { read } from '#kernel'\nexport const merge = () => read()\n",
  'modules/customers/objects/index.ts': "export { account } from './account.ts'\n",
  'modules/customers/objects/account.ts': "import { defineObject } from '#kernel/model'\nexport const account = defineObject('account')\n",
  'modules/catalog/objects/index.ts': "export const product = 'product'\n",
  'modules/catalog/index.ts': "export { product } from '#objects/catalog'\n",
  'modules/sales/objects/index.ts': "export { deal } from './deal.ts'\n",
  'modules/sales/objects/deal.ts': "import { account } from '#objects/customers'\nexport const deal = { account }\n",
  'modules/sales/objects/stage.ts': "import { deal } from './deal.ts'\nexport const stage = { deal }\n",
  'modules/sales/actions/win.ts': "import { merge } from '#modules/customers'\nexport const win = () => merge()\n",
  'modules/sales/web/index.ts': "import { textWeb } from '#kernel/web'\nexport const web = { textWeb }\n",
  'modules/sales/sales.test.ts':
    "import { testApp } from '#kernel/testing'\nimport { customers } from '#manifest/customers'\ntestApp()\ncustomers\n",
  'app/server.ts':
    "import { read } from '#kernel'\nimport { customers } from '#manifest/customers'\nexport const server = { read, customers }\n",
  'app/web.tsx': "import { web } from '#web/sales'\nexport const pages = [web]\n",
}

/** One rule each, with the file that breaks it. */
const planted: readonly Readonly<{ rule: string; name: string; files: Files }>[] = [
  {
    rule: 'kernel-knows-no-module',
    name: 'the kernel imports an object of a module',
    files: { 'kernel/records/planted.ts': "import { account } from '#objects/customers'\nexport const planted = account\n" },
  },
  {
    rule: 'module-knows-no-app',
    name: 'a module imports the app',
    files: { 'modules/sales/planted.ts': "import { server } from '../../app/server.ts'\nexport const planted = server\n" },
  },
  {
    rule: 'kernel-by-its-doors',
    name: 'a module reaches behind the kernel',
    files: { 'modules/sales/planted.ts': "import { sql } from '../../kernel/db/sql.ts'\nexport const planted = sql\n" },
  },
  {
    rule: 'kernel-by-its-doors',
    name: 'the app reaches behind the kernel',
    files: { 'app/planted.ts': "import { sql } from '../kernel/db/sql.ts'\nexport const planted = sql\n" },
  },
  {
    rule: 'module-by-its-doors',
    name: 'a module reaches behind another',
    files: { 'modules/sales/planted.ts': "import { merge } from '../customers/actions/merge.ts'\nexport const planted = merge\n" },
  },
  {
    rule: 'module-by-its-doors',
    name: 'a module reaches behind another for a type',
    files: {
      'modules/sales/planted.ts': "import type { merge } from '../customers/actions/merge.ts'\nexport type Planted = typeof merge\n",
    },
  },
  {
    rule: 'module-by-its-doors',
    name: 'the app reaches behind a module',
    files: { 'app/planted.ts': "import { win } from '../modules/sales/actions/win.ts'\nexport const planted = win\n" },
  },
  {
    rule: 'manifest-is-for-app-and-tests',
    name: 'product code loads a manifest',
    files: { 'modules/sales/planted.ts': "import { customers } from '#manifest/customers'\nexport const planted = customers\n" },
  },
  {
    rule: 'uses-sales',
    name: 'a module uses one that is not on its line',
    files: { 'modules/sales/planted.ts': "import { product } from '#modules/catalog'\nexport const planted = product\n" },
  },
  {
    rule: 'uses-customers',
    name: 'a lower module uses a higher one',
    files: { 'modules/customers/planted.ts': "import { deal } from '#objects/sales'\nexport const planted = deal\n" },
  },
  {
    rule: 'objects-and-rules-are-data',
    name: 'an object imports the platform',
    files: { 'modules/sales/objects/planted.ts': "import { cpus } from 'node:os'\nexport const planted = cpus\n" },
  },
  {
    rule: 'objects-and-rules-are-data',
    name: 'a rule takes a type from an action',
    files: { 'modules/sales/rules/planted.ts': "import type { win } from '../actions/win.ts'\nexport type Planted = typeof win\n" },
  },
  {
    rule: 'no-cycle',
    name: 'two files need each other',
    files: { 'modules/sales/objects/deal.ts': "import { stage } from './stage.ts'\nexport const deal = () => stage\n" },
  },
  {
    rule: 'no-test-in-product',
    name: 'product code uses the test harness',
    files: { 'modules/sales/planted.ts': "import { testApp } from '#kernel/testing'\nexport const planted = testApp\n" },
  },
  {
    rule: 'no-test-in-product',
    name: 'product code imports a test',
    files: { 'modules/sales/planted.ts': "import './sales.test.ts'\n" },
  },
  {
    rule: 'browser-reaches-no-server-code',
    name: 'a page imports an action',
    files: { 'modules/sales/web/planted.ts': "import { win } from '../actions/win.ts'\nexport const planted = win\n" },
  },
  {
    rule: 'browser-reaches-no-server-code',
    name: 'the kernel’s data door reaches SQL through a field type',
    files: {
      'kernel/model/index.ts': "export { textType } from './field-types/text/text.ts'\n",
      'modules/sales/objects/deal.ts': '',
      'modules/customers/objects/account.ts': '',
    },
  },
  {
    rule: 'server-reaches-no-browser-code',
    name: 'an action imports a page',
    files: { 'modules/sales/actions/planted.ts': "import { web } from '../web/index.ts'\nexport const planted = web\n" },
  },
  {
    rule: 'server-reaches-no-browser-code',
    name: 'the read road reaches a browser half',
    files: {
      'kernel/records/planted.ts': "import { textWeb } from '../model/field-types/text/text.web.tsx'\nexport const planted = textWeb\n",
    },
  },
]

const legal: readonly Readonly<{ name: string; files: Files }>[] = [
  {
    name: 'a button takes its types from an action',
    files: { 'modules/sales/web/planted.ts': "import type { win } from '../actions/win.ts'\nexport type Planted = typeof win\n" },
  },
  {
    name: 'two files take types from each other',
    files: {
      'modules/sales/objects/deal.ts': "import type { stage } from './stage.ts'\nexport type Stage = typeof stage\nexport const deal = 1\n",
    },
  },
]

const root = import.meta.dirname
const made: string[] = []
after(async () => {
  for (const folder of made) await rm(folder, { recursive: true, force: true })
})

async function plant(files: Files): Promise<string> {
  const tree = await mkdtemp(join(tmpdir(), 'zhike-borders-'))
  made.push(tree)
  await symlink(join(root, 'node_modules'), join(tree, 'node_modules'))
  for (const name of ['package.json', 'tsconfig.json', ...borderPasses]) await cp(join(root, name), join(tree, name))
  for (const [path, text] of Object.entries({ ...lawful, ...files })) {
    await mkdir(dirname(join(tree, path)), { recursive: true })
    await writeFile(join(tree, path), text)
  }
  return tree
}

async function refusals(tree: string): Promise<{ rules: string[]; analysed: number[] }> {
  const reports = await Promise.all(borderPasses.map((pass) => crossBorders(pass, tree)))
  return {
    rules: [...new Set(reports.flatMap(({ trespasses }) => trespasses.map(({ rule }) => rule)))].sort(),
    analysed: reports.map(({ analysed }) => analysed),
  }
}

describe('a planted violation is refused by its rule and by no other', () => {
  for (const { rule, name, files } of planted) {
    test(`${rule}: ${name}`, async () => assert.deepEqual((await refusals(await plant(files))).rules, [rule]))
  }
})

describe('what is allowed passes', () => {
  test('the lawful tree, every file of it read', async () => {
    const { rules, analysed } = await refusals(await plant({}))
    assert.deepEqual(rules, [])
    const files = Object.keys(lawful).filter((path) => !path.endsWith('.json'))
    assert.equal(analysed[0], files.length)
    assert.equal(analysed[1], files.filter((path) => !path.includes('.test.')).length)
  })
  for (const { name, files } of legal) {
    test(name, async () => assert.deepEqual((await refusals(await plant(files))).rules, []))
  }
})

test('every module has its line in map.json', async () => {
  const lines = Object.keys(JSON.parse(await readFile(join(root, 'modules/map.json'), 'utf8')))
  const folders = (await readdir(join(root, 'modules'), { withFileTypes: true })).filter((entry) => entry.isDirectory())
  assert.deepEqual(
    folders.map(({ name }) => name).filter((name) => !lines.includes(name)),
    [],
  )
})
