import type { Work } from '../../actions/define-action.ts'
import { type DefinitionKind, definition } from '../../model/definition.ts'
import { fail } from '../../model/fault.ts'

type Body = Readonly<Record<string, unknown>>
/** `record`: no definition, but a record that shapes the workspace, in a file of definitions. */
type Kind = DefinitionKind | 'record'
export type Draft = Readonly<{ kind: Kind; object: string; name: string; body: Body; position?: number }>
export type Stored = Readonly<{ id: string; kind: Kind; object: string; name: string; body: Body; position: number }>

const most = 10_000

export async function findDefinitions(work: Work, filter: Record<string, unknown>): Promise<readonly Stored[]> {
  const rows = await work.find(definition, filter as never, { limit: most, sort: ['position', 'createdAt', 'id'] as never })
  return rows.map((row) => ({ ...row, body: row.body as Body, position: row.position ?? 0 })) as unknown as readonly Stored[]
}

/** The one definition of that kind and name, or nothing. */
export const findDefinition = async (work: Work, kind: DefinitionKind, object: string, name: string): Promise<Stored | undefined> =>
  (await findDefinitions(work, { kind, object, name }))[0]

export const addDefinitions = (work: Work, drafts: readonly Draft[]) => work.create(definition, drafts as never)

/** Lays new values over a definition's body; null takes one away. */
export async function changeDefinition(work: Work, stored: Stored, to: Body, position = stored.position): Promise<Body> {
  const body = Object.fromEntries(Object.entries({ ...stored.body, ...to }).filter(([, value]) => value !== null))
  await work.change(definition, stored.id as never, { body, position })
  return body
}

export async function removeDefinitions(work: Work, list: readonly Stored[]): Promise<void> {
  if (list.length === 0) fail('kernel.not-found')
  await work.remove(
    definition,
    list.map(({ id }) => id as never),
  )
}
