import { examine } from '#kernel'
import { type Command, withInstallation } from './command.ts'

/** `zhike doctor`: looks whether everything is whole; ends with 1 when something is not. */
export const doctor: Command = {
  usage: 'doctor [--workspace <slug>]',
  about: 'look whether tables, history and links are whole',
  words: [],
  options: { workspace: { type: 'string' } },
  async run({ options, terminal, config }) {
    await withInstallation(config, async ({ engine, database }) => {
      const workspaces = (await engine.workspaces()).filter(
        (workspace) => options.workspace === undefined || workspace.slug === options.workspace,
      )
      const findings = []
      for (const workspace of workspaces) {
        terminal.progress(`looking through ${workspace.slug}`)
        findings.push(...(await examine(database, workspace, await engine.catalogOf(workspace))))
        const pending = await engine.pendingSchema(workspace)
        findings.push({
          workspace: workspace.slug,
          check: 'tables',
          object: '*',
          ok: pending.length === 0,
          count: pending.length,
          examples: pending.slice(0, 3),
        })
      }
      terminal.progress('')
      const broken = findings.filter((finding) => !finding.ok)
      for (const finding of broken)
        terminal.say(`${finding.workspace} ${finding.object}: ${finding.check}: ${finding.count} (${finding.examples.join(', ')})`)
      terminal.say(`${findings.length} checks over ${workspaces.length} workspace(s), ${broken.length} with findings`)
      terminal.json({ checks: findings.length, findings: broken })
      if (broken.length > 0) process.exitCode = 1
    })
  },
}
