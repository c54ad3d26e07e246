import { accessOf } from '../access/access.ts'
import type { Access } from '../access/define-access.ts'
import { readFew } from '../access/few.ts'
import { withLimits } from '../access/limits.ts'
import { type Rights, readRoles, withRoles } from '../access/role-records.ts'
import { type Flows, flowObjects, readFlows } from '../approvals/flows.ts'
import type { Database } from '../db/pool.ts'
import type { ModuleDef } from '../define-module.ts'
import type { Catalog } from '../model/catalog.ts'
import { definition } from '../model/definition.ts'
import type { WorkspaceFacts } from '../query/question.ts'
import { readHorizons } from '../retention/horizons.ts'
import { constraintMeanings } from '../schema/constraint-meanings.ts'
import { readDefinitions } from '../schema/defined/read-definitions.ts'
import { workspaceCatalog } from '../schema/defined/workspace-catalog.ts'
import { readFiscalMonth, readRowOptions, rowOptionObjects } from '../schema/row-options.ts'
import { vaultOf } from '../sealing/data-keys.ts'
import { keepsShut } from '../sealing/shut-places.ts'
import { type Policy, readPolicies } from '../sign-in/policies.ts'
import { type People, peopleObjects, readPeople } from './directory.ts'
import { openNumbers } from './numbers.ts'
import type { Values } from './parse-input.ts'
import type { KeptRows } from './state.ts'

type Keeping = KeptRows & Readonly<{ drop(objects: readonly string[]): void }>

type Parts = {
  catalog: Promise<Catalog>
  access: Promise<Access>
  people: Promise<People>
  policies: Promise<readonly Policy[]>
  flows: Promise<Flows>
  meanings: Promise<ReturnType<typeof constraintMeanings>>
  numbers: ReturnType<typeof openNumbers>
  kept: Keeping
}

/** What a process keeps of its workspaces: read when first asked for, any part droppable at any time. */
export type Memory = Readonly<{
  [K in keyof Parts]: (workspace: WorkspaceFacts) => Parts[K]
}> &
  Readonly<{
    /** Forgets what writes to these objects may have made untrue: people and rights, rules for signing in, options that come from rows. */
    drop(slug: string, objects: readonly string[]): void
    forget(slug?: string): void
    /** Forgets the workspace as if it had never been: another one has its name now, or none. */
    discard(slug: string): void
    /** Gives back what was set aside. */
    close(): Promise<void>
  }>

/** Objects whose records make the catalog: definitions, rows that are options of a choice, and who says when the fiscal year begins. */
export const catalogObjects = (modules: readonly ModuleDef[]): ReadonlySet<string> =>
  new Set([...rowOptionObjects(modules), ...modules.flatMap(({ fiscalYear }) => fiscalYear?.object.name ?? []), definition.name])

type MemoryDeps = Readonly<{ database: Database; modules: readonly ModuleDef[]; rights: Rights; secret: string }>

/** With the keys of the workspace, where something of it is kept shut. */
async function withVault({ database, secret }: MemoryDeps, workspace: WorkspaceFacts, catalog: Catalog): Promise<Catalog> {
  return keepsShut(catalog) ? Object.freeze({ ...catalog, vault: await vaultOf(database, workspace, secret) }) : catalog
}

/** Records that a process keeps by object. What was being read when one of them was written is given and not kept. */
export function keepRows(): Keeping {
  const kept = new Map<string, { rows?: readonly Values[] }>()
  return {
    async rows(object, read) {
      const known = kept.get(object)?.rows
      if (known) return known
      const place: { rows?: readonly Values[] } = {}
      kept.set(object, place)
      place.rows = await read()
      return place.rows
    },
    drop: (objects) => void objects.forEach((object) => kept.delete(object)),
  }
}

export function openMemory(deps: MemoryDeps): Memory {
  const { database, modules, rights } = deps
  const kept = new Map<string, Partial<Parts>>()
  const carriers = catalogObjects(modules)
  const few = new Set(modules.flatMap((module) => module.objects).flatMap((object) => (object.isFew ? [object.name] : [])))
  const decidesFew = (name: string): boolean => few.has(name) || (few.size > 0 && name === 'share')
  const keep =
    <K extends keyof Parts>(key: K, make: (workspace: WorkspaceFacts) => Parts[K]) =>
    (workspace: WorkspaceFacts): Parts[K] => {
      const parts = kept.get(workspace.slug) ?? kept.set(workspace.slug, {}).get(workspace.slug)!
      const known: Parts[K] | undefined = parts[key]
      if (known !== undefined) return known
      const made = make(workspace)
      parts[key] = made as Partial<Parts>[K]
      // What could not be read is not kept.
      if (made instanceof Promise) made.catch(() => delete parts[key])
      return made
    }
  const catalog = keep('catalog', async (workspace) => {
    const place = database.read(workspace)
    const [rowOptions, fiscalMonth, definitions, horizons] = await Promise.all([
      readRowOptions(place, workspace, modules),
      readFiscalMonth(place, workspace, modules),
      readDefinitions(place, workspace),
      readHorizons(place, workspace),
    ])
    return withVault(deps, workspace, { ...workspaceCatalog(modules, rowOptions, definitions, horizons), fiscalMonth })
  })
  return {
    catalog,
    access: keep('access', async (workspace) => {
      const [whole, records] = await Promise.all([catalog(workspace), readRoles(database.read(workspace), workspace)])
      const { grants, walls } = withRoles({ ...rights, grants: [...rights.grants, ...whole.grants] }, records)
      return withLimits(accessOf(whole, grants, walls, await readFew(database.read(workspace), workspace, whole)), whole)
    }),
    people: keep('people', (workspace) => readPeople(database, workspace)),
    policies: keep('policies', (workspace) => readPolicies(database, workspace)),
    flows: keep('flows', (workspace) => readFlows(database.write(workspace), workspace)),
    meanings: keep('meanings', async (workspace) => constraintMeanings(await catalog(workspace))),
    numbers: keep('numbers', (workspace) => openNumbers(database, workspace)),
    kept: keep('kept', () => keepRows()),
    drop(slug, objects) {
      const parts = kept.get(slug)
      if (!parts) return
      parts.kept?.drop(objects)
      if (objects.some((name) => peopleObjects.has(name))) delete parts.people
      if (objects.some((name) => name === 'role' || decidesFew(name))) delete parts.access
      if (objects.includes('signInPolicy')) delete parts.policies
      if (objects.some((name) => flowObjects.includes(name))) delete parts.flows
      if (!objects.some((name) => carriers.has(name))) return
      delete parts.catalog
      delete parts.kept
      delete parts.access
      delete parts.meanings
    },
    forget(slug) {
      for (const [name, parts] of kept) {
        if (slug !== undefined && name !== slug) continue
        const { numbers } = parts
        kept.set(name, numbers ? { numbers } : {})
      }
    },
    discard: (slug) => void kept.delete(slug),
    async close() {
      await Promise.all([...kept.values()].map((parts) => parts.numbers?.giveBack()))
    },
  }
}
