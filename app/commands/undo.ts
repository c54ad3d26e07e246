import { system } from '#kernel'
import { type Command, chosenWorkspace, WrongUse, withInstallation } from './command.ts'

/** `zhike undo`: takes a change set back, as a change set of its own. */
export const undo: Command = {
  usage: 'undo <change set> [--workspace <slug>] [--conflicts keep|restore] [--dry-run]',
  about: 'take a change set back; where others changed the same since, --conflicts decides',
  words: ['change set'],
  options: { workspace: { type: 'string' }, conflicts: { type: 'string' }, 'dry-run': { type: 'boolean' } },
  async run({ words, options, terminal, config }) {
    const { conflicts } = options
    if (conflicts !== undefined && conflicts !== 'keep' && conflicts !== 'restore') throw new WrongUse('--conflicts is keep or restore')
    await withInstallation(config, async (installation) => {
      const session = { workspace: await chosenWorkspace(installation, options), actor: system('undone from the command line') }
      if (options['dry-run'] === true) {
        const preview = await installation.engine.previewUndo(session, words[0]!)
        terminal.say(`${preview.restores} records would go back, ${preview.conflicts.length} conflicts`)
        terminal.json(preview)
        return
      }
      const answer = await installation.engine.undo(session, words[0]!, conflicts ? { conflicts } : {}, { via: 'command', cause: 'undo' })
      terminal.say(`${answer.restored} records went back, ${answer.kept} kept; this is change set ${answer.changeSet}`)
      terminal.json(answer)
    })
  },
}
