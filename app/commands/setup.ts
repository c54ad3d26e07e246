import { locales, member, system } from '#kernel'
import { type Command, need, WrongUse, withInstallation } from './command.ts'

/** `zhike setup`: a workspace and its first administrator, without a browser. */
export const setup: Command = {
  usage: 'setup --workspace <slug> --name <text> --email <mail> --password <text> [--locale zh-CN|zh-TW|en] [--cluster <name>] [--demo]',
  about: 'make a workspace with its first administrator; --demo fills it with a demo company',
  words: [],
  options: {
    workspace: { type: 'string' },
    name: { type: 'string' },
    email: { type: 'string' },
    password: { type: 'string' },
    person: { type: 'string' },
    locale: { type: 'string' },
    cluster: { type: 'string' },
    currency: { type: 'string' },
    'time-zone': { type: 'string' },
    demo: { type: 'boolean' },
  },
  async run({ options, terminal, config }) {
    const spec = {
      slug: need(options, 'workspace'),
      name: need(options, 'name'),
      email: need(options, 'email'),
      password: need(options, 'password'),
    }
    const locale = locales.find((known) => known === (options.locale ?? 'zh-CN'))
    if (!locale) throw new WrongUse(`--locale is one of ${locales.join(', ')}`)
    await withInstallation(config, async ({ engine, accounts }) => {
      accounts.checkPassword(spec.password)
      const workspace = await engine.createWorkspace({
        slug: spec.slug,
        name: spec.name,
        locale,
        ...(typeof options.currency === 'string' ? { currency: options.currency } : {}),
        ...(typeof options.cluster === 'string' ? { cluster: options.cluster } : {}),
        ...(typeof options['time-zone'] === 'string' ? { timeZone: options['time-zone'] } : {}),
      })
      try {
        const name = typeof options.person === 'string' ? options.person : spec.email.split('@')[0]!
        const session = { workspace, actor: system('first administrator') }
        const [made] = await engine.work(session, { via: 'command', cause: 'setup' }, (work) =>
          work.create(member, [{ name, email: spec.email, roles: ['administrator'] }]),
        )
        await accounts.createUserWithMember({ workspace, memberId: made!.id, name, email: spec.email, password: spec.password })
        if (options.demo === true) {
          const { createDemoCompany } = await import('../demo/create-demo-company.ts')
          const administrator = { workspace, actor: await engine.actorOf(workspace, made!.id) }
          await createDemoCompany(engine, administrator, {
            onProgress: (share) => terminal.progress(`making the demo company: ${Math.round(share * 100)} %`),
          })
        }
      } catch (error) {
        await engine.dropWorkspace(workspace.slug)
        throw error
      }
      terminal.say(`workspace ${workspace.slug} is ready; sign in as ${spec.email}`)
      terminal.json({ workspace: workspace.slug, name: workspace.name })
    })
  },
}
