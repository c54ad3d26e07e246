import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { writeBackup } from '#kernel'
import { type Command, chosenWorkspace, withInstallation } from './command.ts'

const { version } = createRequire(import.meta.url)('../../package.json') as { version: string }

/** `zhike backup`: a whole workspace in one file, while it is in use. */
export const backup: Command = {
  usage: 'backup <file> [--workspace <slug>]',
  about: 'write a whole workspace, as of one moment, into one file; it may be in use',
  words: ['file'],
  options: { workspace: { type: 'string' } },
  async run({ words, options, terminal, config }) {
    await withInstallation(config, async (installation) => {
      const report = await writeBackup({
        database: installation.database,
        workspace: await chosenWorkspace(installation, options),
        filesDir: join(config.dataDir, 'files'),
        path: resolve(words[0]!),
        product: version,
        onProgress: (done, of) => terminal.progress(`${done.toLocaleString('en')} of about ${of.toLocaleString('en')} rows`),
      })
      terminal.progress('')
      terminal.say(
        `${report.rows} rows of ${report.tables} tables, ${report.files} files and ${report.people} accounts in ${report.path} (${(report.bytes / 1e6).toFixed(1)} MB, ${(report.tookMs / 1000).toFixed(1)} s)`,
      )
      if (report.missingFiles > 0) terminal.say(`${report.missingFiles} files that records name are not in the file store`)
      terminal.json(report)
    })
  },
}
