import { listWorkspaces, type StoredWorkspace } from '../accounts/workspaces.ts'
import type { Connection } from '../db/pool.ts'
import type { WorkspaceFacts } from '../query/question.ts'

const keepMs = 30_000

/** The installation's workspaces by number and slug, remembered for half a minute; an unknown one is looked up at once. */
export type WorkspaceList = Readonly<{
  byId(id: number): Promise<StoredWorkspace | undefined>
  bySlug(slug: string): Promise<StoredWorkspace | undefined>
  all(): Promise<readonly StoredWorkspace[]>
  forget(): void
}>

export function openWorkspaceList(control: Connection): WorkspaceList {
  let known: readonly StoredWorkspace[] = []
  let untilMs = 0
  const load = async (): Promise<readonly StoredWorkspace[]> => {
    known = await listWorkspaces(control)
    untilMs = Date.now() + keepMs
    return known
  }
  const all = async (): Promise<readonly StoredWorkspace[]> => (Date.now() < untilMs ? known : load())
  const find = async (test: (one: StoredWorkspace) => boolean) => (await all()).find(test) ?? (await load()).find(test)
  return {
    all,
    byId: (id) => find((one) => one.id === id),
    bySlug: (slug) => find((one) => one.slug === slug),
    forget: () => void (untilMs = 0),
  }
}

/** What reading and writing depend on. */
export const toFacts = ({ id, slug, name, schema, cluster, locale, currency, timeZone, region }: StoredWorkspace): WorkspaceFacts =>
  Object.freeze({ id, slug, name, schema, cluster, locale, currency, timeZone, region })
