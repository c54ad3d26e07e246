import { type Command, chosenWorkspace, WrongUse, withInstallation } from './command.ts'

/** `zhike keys`: the keys of encrypted fields. */
export const keys: Command = {
  usage: 'keys rotate|adopt [--workspace <slug>]',
  about:
    'rotate: a new key for encrypted fields, and all values encrypted anew; adopt: bring the keys of a restored workspace under this ZHIKE_SECRET, with the former one in ZHIKE_FORMER_SECRET',
  words: ['rotate|adopt'],
  options: { workspace: { type: 'string' } },
  async run({ words, options, terminal, config }) {
    const [verb] = words
    const former = process.env.ZHIKE_FORMER_SECRET?.trim()
    if (verb !== 'rotate' && verb !== 'adopt') throw new WrongUse(`keys ${verb} is unknown; use keys rotate or keys adopt`)
    if (verb === 'adopt' && !former)
      throw new WrongUse('ZHIKE_FORMER_SECRET is not set; it takes the ZHIKE_SECRET of the installation that the keys come from')
    await withInstallation(config, async (installation) => {
      const workspace = await chosenWorkspace(installation, options)
      const { sealing } = installation
      if (verb === 'adopt') {
        const adopted = await sealing.adopt(workspace, former!)
        const locked = await sealing.locked(workspace)
        terminal.say(
          `${adopted} keys are under this ZHIKE_SECRET now${locked.length > 0 ? `; ${locked.length} did not open with the former one either` : ''}`,
        )
        terminal.json({ adopted, locked })
        if (locked.length > 0) process.exitCode = 1
        return
      }
      const done = await sealing.rotate(workspace, (count) => terminal.progress(`encrypted anew: ${count}`))
      terminal.progress('')
      terminal.say(`${done.isNew ? 'new key' : 'went on with key'} ${done.key}; ${done.resealed} values encrypted anew`)
      terminal.json(done)
    })
  },
}
