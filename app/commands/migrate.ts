import { type Command, withInstallation } from './command.ts'

/** `zhike migrate`: brings all workspaces to the declarations; every start does the same. */
export const migrate: Command = {
  usage: 'migrate [--dry-run]',
  about: 'bring the tables of all workspaces to the declarations; --dry-run prints the SQL instead',
  words: [],
  options: { 'dry-run': { type: 'boolean' } },
  async run({ options, terminal, config }) {
    await withInstallation(
      { ...config },
      async ({ engine }) => {
        const pending: Record<string, readonly string[]> = {}
        for (const workspace of await engine.workspaces()) pending[workspace.slug] = await engine.pendingSchema(workspace)
        if (options['dry-run'] !== true) await engine.migrate()
        for (const [slug, statements] of Object.entries(pending)) {
          terminal.say(
            statements.length === 0
              ? `-- ${slug}: nothing to do`
              : `-- ${slug}\n${statements.map((statement) => `${statement};`).join('\n')}`,
          )
        }
        terminal.json({ dryRun: options['dry-run'] === true, pending })
      },
      { migrate: options['dry-run'] !== true },
    )
  },
}
