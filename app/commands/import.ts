import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Engine, fail, reasonText, runImportFile, system } from '#kernel'
import { modules } from '../modules.ts'
import { type Command, chosenWorkspace, type Terminal, WrongUse, withInstallation } from './command.ts'
import { terminalLocale } from './fault-text.ts'

type Imported = Awaited<ReturnType<typeof runImportFile>>

const mostTold = 10
const mostLines = 5
const quiet = { info() {}, warn() {}, error() {} }

/** `zhike import`: a CSV or XLSX file into an object; the same import that the browser would do, taken back or resumed like any other. */
export const importFile: Command = {
  usage: 'import <object> <file> [--workspace <slug>] [--map <json file>] [--match <field,…>] [--dry-run]',
  about: 'bring a CSV or XLSX file into an object; without a map the columns are guessed',
  words: ['object', 'file'],
  options: { workspace: { type: 'string' }, map: { type: 'string' }, match: { type: 'string' }, 'dry-run': { type: 'boolean' } },
  async run({ words: [object, path], options, terminal, config }) {
    const map = typeof options.map === 'string' ? await readMap(options.map) : undefined
    const match = typeof options.match === 'string' ? options.match.split(',').map((name) => name.trim()) : undefined
    await withInstallation(config, async (installation) => {
      const workspace = await chosenWorkspace(installation, options)
      const actor = { ...system('import from the command line'), locale: workspace.locale, timeZone: workspace.timeZone }
      const stop = new AbortController()
      process.once('SIGINT', () => stop.abort())
      const done = await runImportFile({
        engine: installation.engine,
        folder: join(config.dataDir, 'imports'),
        log: quiet,
        session: { workspace, actor },
        path: path!,
        object: object!,
        ...(map ? { map } : {}),
        ...(match ? { match } : {}),
        dryRun: options['dry-run'] === true,
        onProgress: ({ rowsDone, rowsTotal }) => terminal.progress(`${rowsDone} rows${rowsTotal ? ` of about ${rowsTotal}` : ''}`),
        signal: stop.signal,
      })
      terminal.progress('')
      tell(terminal, done, await problemsOf(installation.engine, done, workspace.slug))
    })
  },
}

type Problems = readonly Readonly<{ count: number; lines: readonly number[]; text: string }>[]

/** Why rows failed, in the language of the terminal: the most frequent causes first. */
async function problemsOf(engine: Engine, { object, report }: Imported, slug: string): Promise<Problems> {
  const catalog = await engine.catalogOf(await engine.workspace(slug))
  const reader = { modules, catalog, locale: terminalLocale(), object }
  return (report.problems ?? [])
    .toSorted((a, b) => b.count - a.count)
    .map((problem) => ({ count: problem.count, lines: problem.lines, text: reasonText(reader, problem) }))
}

function tell(terminal: Terminal, { id, state, dryRun, counts, changeSetId, error }: Imported, problems: Problems): void {
  const { rows = 0, created = 0, updated = 0, unchanged = 0, failed = 0 } = counts
  const figures = `${rows} rows: ${created} created, ${updated} updated, ${unchanged} unchanged, ${failed} failed`
  const changeSet = dryRun || created + updated === 0 ? null : changeSetId
  terminal.say(`${dryRun ? 'dry run, nothing written; ' : ''}${figures}${changeSet ? `; change set ${changeSet}` : ''}`)
  for (const { count, lines, text } of problems.slice(0, mostTold))
    terminal.say(`  ${count} × ${text} (lines ${lines.slice(0, mostLines).join(', ')}${count > mostLines ? ', …' : ''})`)
  terminal.json({ id, state, dryRun, counts: { rows, created, updated, unchanged, failed }, changeSet, problems })
  if (state === 'failed') fail(error?.code ?? 'kernel.bad-import', error?.details)
  if (failed > 0 && created + updated + unchanged === 0) process.exitCode = 1
}

async function readMap(path: string): Promise<unknown> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new WrongUse(`--map ${path}: ${error.code === 'ENOENT' ? 'no such file' : error.message}`)
  })
  try {
    return JSON.parse(text) as unknown
  } catch {
    throw new WrongUse(`--map ${path}: no JSON`)
  }
}
