import { system } from '../access/define-access.ts'
import type { CatalogObject } from '../model/catalog.ts'
import type { DuplicateWay } from '../model/define-object.ts'
import { duplicateSetting } from '../model/sameness.ts'
import type { WorkState } from '../records/state.ts'
import { wayOf } from './twin-terms.ts'

/**
 * By which fields two records are the same, whether that is sure, and how likely it is out of 100. `spoken`: they only sound alike, which is shown and nothing
 * is done by.
 */
export type Said = Readonly<{ by: string[]; sure: boolean; score: number; spoken?: true }>
export type Judge = (terms: readonly string[]) => Said

/** How much one way says by itself, out of one; several say more together. */
const weights = { sure: 0.95, likely: 0.6, spoken: 0.3 }

const keeper = system('which ways are sure')

const lettersOfName = 40

/** What a setting calls a way of an object. */
const wayName = (object: string, { by }: DuplicateWay): string => `${object}.${by.join('+')}`.slice(0, lettersOfName)

/** Ways of which a workspace may say whether they are sure by themselves; what the object says of them. */
export const waysToSet = ({ name, duplicates }: CatalogObject) =>
  duplicates
    .filter(({ spoken, like }) => spoken !== true && like === undefined)
    .map((way) => ({ name: wayName(name, way), by: way.by, sure: way.sure === true }))

/** Whether a way is sure by itself: what the object says, unless the workspace says otherwise. */
const isSure = (object: CatalogObject, way: DuplicateWay, turned: readonly string[]): boolean =>
  way.spoken !== true && (way.sure === true) !== turned.includes(wayName(object.name, way))

/** How terms are judged in this workspace: by one way that is sure, or by two at once, records surely are the same. */
export async function judgeOf(state: WorkState, object: CatalogObject): Promise<Judge> {
  const [setting] = object.duplicates.length === 0 ? [] : await state.workOf(keeper).settings(duplicateSetting)
  const turned = setting?.sureElse ?? []
  return (terms) => {
    const ways = waysIn(object, terms)
    const told = ways.filter(({ spoken }) => !spoken)
    const counted = told.length > 0 ? told : ways
    const doubt = counted.reduce(
      (rest, way) => rest * (1 - weights[isSure(object, way, turned) ? 'sure' : way.spoken ? 'spoken' : 'likely']),
      1,
    )
    return {
      by: fieldsOf(counted),
      sure: told.length > 1 || told.some((way) => isSure(object, way, turned)),
      score: Math.round(100 * (1 - doubt)),
      ...(told.length === 0 && ways.length > 0 ? { spoken: true as const } : {}),
    }
  }
}

function waysIn(object: CatalogObject, terms: readonly string[]): readonly DuplicateWay[] {
  return [...new Set(terms.map((term) => wayOf(object, term)))].flatMap((way) => object.duplicates[way] ?? [])
}

const fieldsOf = (ways: readonly DuplicateWay[]): string[] => [...new Set(ways.flatMap(({ by }) => by))]
