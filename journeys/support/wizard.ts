import { join } from 'node:path'
import { projectRoot } from '../../scripts/source-files.ts'
import type { Visitor } from './journey.ts'

type Import = Readonly<{
  plural: string
  /** A file of the example. */
  file: string
  /** A map file, loaded on the page of the fields: one of the example, or this text. */
  map?: string | Readonly<{ name: string; text: string }>
  /** Settles what the dry run found; each way of settling runs it again. */
  settle?: () => Promise<void>
  rows: number
}>

const example = (file: string): string => join(projectRoot, 'examples/crm-sales', file)
const number = (value: number): string => value.toLocaleString('en')

/** The wizard from the file to the end of the first dry run. */
export async function dryRun({ page, say, go }: Visitor, { plural, file, map }: Pick<Import, 'plural' | 'file' | 'map'>): Promise<void> {
  await go(`/o/${plural}/import`)
  await page.locator('input[type=file]').first().setInputFiles(example(file))
  await page.getByRole('button', { name: say('import.to-map') }).click()
  if (map) {
    const { name } = typeof map === 'string' ? { name: map } : map
    const content = typeof map === 'string' ? example(map) : { name, mimeType: 'application/json', buffer: Buffer.from(map.text) }
    await page.locator('input[type=file][accept=".json"]').setInputFiles(content)
    await page.getByText(say('import.map-file.taken', { file: name })).waitFor()
  }
  await page.getByRole('button', { name: say('import.to-options') }).click()
  await page.getByRole('button', { name: say('import.to-dry') }).click()
}

/** Begins the import of so many rows; nothing but a dry run without problems offers it. */
export async function begin({ page, say }: Visitor, rows: number): Promise<void> {
  await page.getByRole('button', { name: say('import.begin', { count: rows, number: number(rows) }) }).click()
}

/** Waits for the result of an import that wrote so many records. */
export async function done({ page, say }: Visitor, rows: number): Promise<void> {
  const [head = ''] = say('import.result.done', { count: rows, number: number(rows), seconds: '\n' }).split('\n')
  await page.getByRole('heading', { name: head }).waitFor({ timeout: 60_000 + rows * 5 })
}

/** A whole import by the wizard. */
export async function importFile(visitor: Visitor, what: Import): Promise<void> {
  await dryRun(visitor, what)
  await what.settle?.()
  await begin(visitor, what.rows)
  await done(visitor, what.rows)
}
