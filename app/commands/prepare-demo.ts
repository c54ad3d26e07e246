import { randomBytes } from 'node:crypto'
import { locales, member, system } from '#kernel'
import { createDemo } from '../demo/create-demo.ts'
import type { Server } from '../server.ts'
import { type Options, type Terminal, WrongUse } from './command.ts'

/** Fills the demo company and says how to sign in. */
export async function prepareDemo({ installation }: Server, options: Options, terminal: Terminal): Promise<void> {
  const locale = locales.find((known) => known === (options.locale ?? 'zh-CN'))
  if (!locale) throw new WrongUse(`--locale is one of ${locales.join(', ')}`)
  const { engine, accounts } = installation
  const { slug } = await createDemo(engine, locale, (share) => terminal.progress(`making the demo company: ${Math.round(share * 100)} %`))
  terminal.progress('')
  const workspace = await engine.workspace(slug)
  const sign = { email: 'demo@zhike.example', password: randomBytes(9).toString('base64url') }
  const [made] = await engine.work({ workspace, actor: system('visitor of the demo') }, { via: 'command' }, (work) =>
    work.create(member, [{ name: 'Demo', email: sign.email, roles: ['administrator'] }]),
  )
  await accounts.createUserWithMember({ workspace, memberId: made!.id, name: 'Demo', ...sign })
  terminal.say(`sign in as ${sign.email} with ${sign.password}`)
  terminal.json(sign)
}
