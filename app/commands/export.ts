import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { type ExportFormat, exportFormats, openExport, system } from '#kernel'
import { type Command, chosenWorkspace, WrongUse, withInstallation } from './command.ts'

/** `zhike export`: all records of an object that match, to a file or standard output. */
export const exportFile: Command = {
  usage: 'export <object> [--filter <json>] [--format csv|xlsx|jsonl] [--out <file>] [--workspace <slug>]',
  about: 'write all records of an object that match; without --out to standard output',
  words: ['object'],
  options: { filter: { type: 'string' }, format: { type: 'string' }, out: { type: 'string' }, workspace: { type: 'string' } },
  async run({ words, options, terminal, config }) {
    const format = exportFormats.find((known) => known === (options.format ?? 'csv'))
    if (!format) throw new WrongUse(`--format is one of ${exportFormats.join(', ')}`)
    const filter = readFilter(options.filter)
    await withInstallation(config, async (installation) => {
      const workspace = await chosenWorkspace(installation, options)
      const session = {
        workspace,
        actor: { ...system('export from the command line'), locale: workspace.locale, timeZone: workspace.timeZone },
      }
      const catalog = await installation.engine.catalogOf(workspace)
      const object = catalog.byPlural[words[0]!]?.name ?? words[0]!
      const opened = await openExport(installation.engine, session, { object, format, ...(filter ? { filter } : {}) })
      const rows = typeof options.out === 'string' ? await toFile(opened, options.out) : await opened.writeTo(process.stdout)
      installation.audit.note(workspace, {
        kind: 'export',
        actorId: null,
        via: 'command',
        object,
        about: options.filter as string | undefined,
        detail: { format, rows },
      })
      if (typeof options.out !== 'string') return
      terminal.say(`${rows} records written to ${options.out}`)
      terminal.json({ rows, file: options.out, format: format satisfies ExportFormat })
    })
  },
}

/** Written beside and renamed at the end: a file of that name is always whole. */
async function toFile(opened: Awaited<ReturnType<typeof openExport>>, path: string): Promise<number> {
  const part = `${path}.part`
  try {
    const rows = await opened.writeTo(createWriteStream(part))
    await rename(part, path)
    return rows
  } catch (error) {
    await rm(part, { force: true })
    throw error
  }
}

function readFilter(text: unknown): Record<string, unknown> | undefined {
  if (typeof text !== 'string') return undefined
  try {
    return JSON.parse(text) as Record<string, unknown>
  } catch {
    throw new WrongUse('--filter is no JSON')
  }
}
