import { join, resolve } from 'node:path'
import { restoreBackup } from '#kernel'
import { type Command, need, withInstallation } from './command.ts'

const steps = { check: 'reading the backup', load: 'restoring', settle: 'bringing the tables up to date' } as const

/** `zhike restore`: the workspace of a backup, in a workspace that is new or empty. */
export const restore: Command = {
  usage: 'restore <file> --into <slug> [--cluster <name>]',
  about: 'put the workspace of a backup into a new or an empty workspace, all of it or nothing',
  words: ['file'],
  options: { into: { type: 'string' }, cluster: { type: 'string' } },
  async run({ words, options, terminal, config }) {
    const into = need(options, 'into')
    await withInstallation(config, async ({ engine, database, sealing }) => {
      const report = await restoreBackup({
        engine,
        database,
        filesDir: join(config.dataDir, 'files'),
        path: resolve(words[0]!),
        into,
        cluster: typeof options.cluster === 'string' ? options.cluster : undefined,
        onProgress: (step, done, of) => terminal.progress(`${steps[step]}: ${of === 0 ? 100 : Math.floor((done / of) * 100)} %`),
      })
      terminal.progress('')
      terminal.say(
        `workspace ${report.workspace} is ready: ${report.rows} rows of ${report.tables} tables, compared with the backup; ${report.files} files, ${report.accountsAdded} accounts added (${(report.tookMs / 1000).toFixed(1)} s)`,
      )
      if (report.missingFiles > 0) terminal.say(`${report.missingFiles} files were not in the backup`)
      const locked = await sealing.locked(await engine.workspace(report.workspace))
      if (locked.length > 0)
        terminal.say(
          `the encrypted fields are here but cannot be read: their keys were made under another ZHIKE_SECRET. Set ZHIKE_FORMER_SECRET to that one and run: zhike keys adopt --workspace ${report.workspace}`,
        )
      terminal.json({ ...report, lockedKeys: locked })
    })
  },
}
