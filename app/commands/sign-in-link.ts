import { type Command, chosenWorkspace, withInstallation } from './command.ts'

/** `zhike sign-in-link`: the way back in when every other one is shut. */
export const signInLink: Command = {
  usage: 'sign-in-link <mail> [--workspace <slug>]',
  about: 'print a link that signs this active member in once within a quarter of an hour, whatever the rules for signing in say',
  words: ['mail'],
  options: { workspace: { type: 'string' } },
  async run({ words, options, terminal, config }) {
    await withInstallation(config, async (installation) => {
      const workspace = await chosenWorkspace(installation, options)
      const link = await installation.accounts.makeSignInLinkFor(workspace, words[0]!)
      terminal.say(link)
      terminal.json({ link })
    })
  },
}
