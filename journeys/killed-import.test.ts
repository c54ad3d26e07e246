import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../scripts/source-files.ts'
import { journey, type Visitor } from './support/journey.ts'
import { openProcess } from './support/own-process.ts'
import { countOf, createWorkspace } from './support/steps.ts'
import { begin, done, dryRun } from './support/wizard.ts'

const house = await openProcess()

/** The map of the example; whatever the file names and the workspace does not have yet is created. */
function mapThatCreates(): string {
  const map = JSON.parse(readFileSync(join(projectRoot, 'examples/crm-sales/sales-pipeline.map.json'), 'utf8'))
  const { product, account } = map.columns
  return JSON.stringify({
    ...map,
    columns: { ...map.columns, product: { ...product, missing: 'create' }, account: { field: account, missing: 'create' } },
  })
}

/** Waits until some rows are in, and not all. Answers the address of the import's page. */
async function untilSomeAreIn({ page }: Visitor): Promise<string> {
  await page.waitForURL(/step=run/)
  const id = new URL(page.url()).searchParams.get('import')
  for (const end = Date.now() + 60_000; Date.now() < end; ) {
    const { counts, state } = await (await page.request.get(`/api/v1/imports/${id}`)).json()
    if (state === 'done') break
    if (counts.created > 0) return `/o/opportunities/import?import=${id}`
  }
  throw new Error('the import was never on its way')
}

journey('a server killed in the middle of an import offers to go on, and all rows are in once', async ({ open }) => {
  const visitor = await open(house, { locale: 'zh-CN' })
  const { page, say, go } = visitor
  await go('/')
  await createWorkspace(visitor, '蓝天贸易', 'lantian')
  await dryRun(visitor, { plural: 'opportunities', file: 'sales_pipeline.csv', map: { name: 'pipeline.json', text: mapThatCreates() } })
  await begin(visitor, 8_800)
  const address = await untilSomeAreIn(visitor)
  await go('about:blank')
  await house.kill()
  await house.start()
  await go(address)
  // A process is given up when it has been silent for some seconds.
  await page.getByRole('heading', { name: say('import.interrupted') }).waitFor({ timeout: 60_000 })
  await page.getByRole('button', { name: say('import.undo') }).waitFor()
  await page.getByRole('button', { name: say('import.resume') }).click()
  await done(visitor, 8_800)
  await go('/o/opportunities')
  await countOf(visitor)
    .filter({ hasText: /^8,800$/ })
    .waitFor()
})
