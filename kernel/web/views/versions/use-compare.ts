import { useMutation, useQuery } from '@tanstack/react-query'
import { call, read } from '../../data/api.ts'
import type { ObjectMeta, Row } from '../../data/meta-types.ts'
import type { Problem } from '../../data/problem.ts'
import { keys } from '../../data/query-client.ts'
import { refreshObject } from '../../data/row-cache.ts'
import { showDone, showProblem } from '../../data/undo.ts'
import { useTexts } from '../../i18n/texts.ts'

/** `now` is the present; anything else is the id of an entry of the record's history. */
export const now = 'now'

type Side = Readonly<{ at: string | null; there: boolean }>
export type Difference = Readonly<{ field: string; label: string; old: unknown; new: unknown }>
type Comparison = Readonly<{ from: Side; to: Side; rows: readonly Difference[] }>
type Regained = Readonly<{ restored: readonly string[]; leftOut: readonly Readonly<{ field: string }>[] }>

/** What differs between two moments of a record, and how the record gets the values of the first one back. */
export function useCompare(object: ObjectMeta, row: Row, { from, to }: Readonly<{ from: string; to: string }>) {
  const say = useTexts()
  const query = useQuery<Comparison, Problem>({
    queryKey: [...keys.history(object.name, row.id), 'compare', from, to],
    queryFn: ({ signal }) => read<Comparison>(`/${object.plural}/${row.id}/compare`, { from, to }, signal),
    retry: false,
  })
  const namesOf = (fields: readonly string[]) => fields.map((name) => object.fields[name]?.label ?? name).join(say('value.join'))
  const restore = useMutation<unknown, Problem, readonly string[] | undefined>({
    mutationFn: async (fields) => {
      const body = { to: from, version: row.version, ...(fields ? { fields } : {}) }
      const { body: done, changeSet } = await call<Regained>('POST', `/${object.plural}/${row.id}/restore-version`, { body })
      const { restored, leftOut } = done
      const kept = namesOf(leftOut.map(({ field }) => field))
      const words = [
        restored.length > 0 ? say('versions.restored', { fields: namesOf(restored) }) : say('versions.nothing'),
        ...(kept ? [say('versions.left-out', { fields: kept })] : []),
      ]
      showDone(words.join(' '), changeSet)
    },
    onError: showProblem,
    onSettled: () => refreshObject(object.name),
  })
  return { comparison: query.data, problem: query.error, restore }
}
