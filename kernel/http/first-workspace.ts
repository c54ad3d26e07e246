import { randomBytes } from 'node:crypto'
import { system } from '../access/define-access.ts'
import { markDemo } from '../accounts/workspaces.ts'
import type { NewWorkspace, WorkRoad } from '../engine-types.ts'
import { fail } from '../model/fault.ts'
import type { Locale } from '../model/field-type.ts'
import { member } from '../model/people.ts'
import type { WorkspaceFacts } from '../query/question.ts'
import type { HttpDeps } from './deps.ts'

type Deps = Pick<HttpDeps, 'engine' | 'accounts' | 'createDemo'>
export type Administrator = Readonly<{ name: string; email: string; password: string }>

const visitorNames: Readonly<Record<Locale, string>> = { 'zh-CN': '访客', 'zh-TW': '訪客', en: 'Visitor' }

/** What `run` answers, alone among all processes and only while there is no workspace. @throws `kernel.forbidden` when there is one. */
export async function whileFirst<T>({ engine }: Deps, run: () => Promise<T>): Promise<T> {
  const check = async (): Promise<void> =>
    void ((await engine.workspaces()).length > 0 && fail('kernel.forbidden', { reason: 'already-set-up' }))
  await check()
  return engine.database.lockedTransaction('setup', async () => {
    await check()
    return run()
  })
}

/**
 * A workspace with its first administrator, who has an account; all or nothing.
 *
 * @throws `kernel.weak-password`, `kernel.not-unique` for a taken slug.
 */
export async function foundWorkspace(deps: Deps, spec: NewWorkspace, o: { administrator: Administrator; road: WorkRoad }): Promise<void> {
  // Looked at before the workspace is made: a password that is too short leaves nothing behind.
  deps.accounts.checkPassword(o.administrator.password)
  const workspace = await deps.engine.createWorkspace(spec)
  await orDrop(deps, workspace, () => addAdministrator(deps, workspace, o))
}

/** The demo company in a workspace of its own. Nobody chose the password and nobody knows it: it is answered this once. */
export async function foundDemo(
  deps: Deps,
  locale: Locale,
  o: { road: WorkRoad; onProgress: (share: number) => void },
): Promise<Administrator> {
  const createDemo = deps.createDemo ?? fail('kernel.not-found')
  const administrator = { name: visitorNames[locale], email: 'demo@zhike.example', password: randomBytes(12).toString('base64url') }
  const workspace = await deps.engine.workspace((await createDemo(locale, o.onProgress)).slug)
  await orDrop(deps, workspace, async () => {
    await addAdministrator(deps, workspace, { administrator, road: o.road })
    await markDemo(deps.engine.database.control, workspace.slug)
  })
  return administrator
}

async function addAdministrator(
  { engine, accounts }: Deps,
  workspace: WorkspaceFacts,
  o: { administrator: Administrator; road: WorkRoad },
): Promise<void> {
  const { name, email, password } = o.administrator
  const actor = { ...system('first administrator of the workspace'), locale: workspace.locale, timeZone: workspace.timeZone }
  const memberId = await engine.work({ workspace, actor }, o.road, async (work) => {
    const [row] = await work.create(member, [{ name, email, roles: ['administrator'], active: true }])
    return String(row!.id)
  })
  await accounts.createUserWithMember({ workspace, memberId, name, email, password })
}

async function orDrop<T>({ engine }: Deps, workspace: WorkspaceFacts, run: () => Promise<T>): Promise<T> {
  try {
    return await run()
  } catch (error) {
    await engine.dropWorkspace(workspace.slug)
    throw error
  }
}
