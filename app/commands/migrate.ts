import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type Installation, rehearseRestore, writeBackup } from '#kernel'
import type { Config } from '../config.ts'
import { type Command, type Terminal, WrongUse, withInstallation } from './command.ts'

/** `zhike migrate`: brings all workspaces to the declarations; every start does the same. */
export const migrate: Command = {
  usage: 'migrate [--dry-run | --rehearse]',
  about: 'bring the tables of all workspaces to the declarations; --dry-run prints the SQL instead, --rehearse does it to copies of them',
  words: [],
  options: { 'dry-run': { type: 'boolean' }, rehearse: { type: 'boolean' } },
  async run({ options, terminal, config }) {
    const isDry = options['dry-run'] === true
    if (isDry && options.rehearse === true) throw new WrongUse('--dry-run and --rehearse exclude each other')
    const isReal = !isDry && options.rehearse !== true
    await withInstallation(
      { ...config },
      async (installation) => {
        if (options.rehearse === true) return rehearse(installation, config, terminal)
        const { engine } = installation
        const pending: Record<string, readonly string[]> = {}
        for (const workspace of await engine.workspaces()) pending[workspace.slug] = await engine.pendingSchema(workspace)
        if (isReal) await engine.migrate()
        for (const [slug, statements] of Object.entries(pending)) {
          terminal.say(
            statements.length === 0
              ? `-- ${slug}: nothing to do`
              : `-- ${slug}\n${statements.map((statement) => `${statement};`).join('\n')}`,
          )
        }
        terminal.json({ dryRun: isDry, pending })
      },
      { migrate: isReal },
    )
  },
}

/** Each workspace is copied by a backup and a restore, and the copy is brought to the declarations; the workspaces stay as they are. */
async function rehearse({ engine, database }: Installation, config: Config, terminal: Terminal): Promise<void> {
  const folder = await mkdtemp(join(config.dataDir, 'rehearsal-'))
  const results: { workspace: string; rows: number; statements: number; tookMs: number }[] = []
  try {
    for (const workspace of await engine.workspaces()) {
      const path = join(folder, `${workspace.slug}.zhike`)
      const statements = (await engine.pendingSchema(workspace)).length
      terminal.progress(`${workspace.slug}: copying`)
      await writeBackup({ database, workspace, filesDir: join(config.dataDir, 'files'), path, product: 'rehearsal' })
      const { rows, tookMs } = await rehearseRestore({ engine, database }, { path, workspace })
      await rm(path)
      results.push({ workspace: workspace.slug, rows, statements, tookMs })
      terminal.progress('')
      terminal.say(
        `${workspace.slug}: a copy of ${rows} rows takes the ${statements} statement(s) of this version (${(tookMs / 1000).toFixed(1)} s)`,
      )
    }
    terminal.json({ rehearsed: results })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
