import { type Command, need, WrongUse, withInstallation } from './command.ts'

/** `zhike key create`: prints one API key, nothing else. */
export const key: Command = {
  usage: 'key create --workspace <slug> --email <mail> [--name <text>]',
  about: 'make an API key that acts as the active member with this address, and print it',
  words: ['create'],
  options: { workspace: { type: 'string' }, email: { type: 'string' }, name: { type: 'string' } },
  async run({ words, options, terminal, config }) {
    if (words[0] !== 'create') throw new WrongUse(`key ${words[0]} is unknown; use key create`)
    const spec = {
      workspace: need(options, 'workspace'),
      email: need(options, 'email'),
      ...(typeof options.name === 'string' ? { name: options.name } : {}),
    }
    await withInstallation(config, async ({ accounts }) => {
      const made = await accounts.createKey(spec)
      terminal.say(made)
      terminal.json({ key: made })
    })
  },
}
