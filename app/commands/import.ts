import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fail, runImportFile, system } from '#kernel'
import { type Command, chosenWorkspace, type Terminal, WrongUse, withInstallation } from './command.ts'

type Imported = Awaited<ReturnType<typeof runImportFile>>

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
      tell(terminal, done)
    })
  },
}

function tell(terminal: Terminal, { id, state, dryRun, counts, changeSetId, error }: Imported): void {
  const { rows = 0, created = 0, updated = 0, unchanged = 0, failed = 0 } = counts
  const figures = `${rows} rows: ${created} created, ${updated} updated, ${unchanged} unchanged, ${failed} failed`
  const changeSet = dryRun || created + updated === 0 ? null : changeSetId
  terminal.say(`${dryRun ? 'dry run, nothing written; ' : ''}${figures}${changeSet ? `; change set ${changeSet}` : ''}`)
  terminal.json({ id, state, dryRun, counts: { rows, created, updated, unchanged, failed }, changeSet })
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
