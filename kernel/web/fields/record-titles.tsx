import { useQueries } from '@tanstack/react-query'
import { read } from '../data/api.ts'
import type { Row } from '../data/meta-types.ts'
import { keys } from '../data/query-client.ts'
import { titleOf, useMeta } from '../data/use-meta.ts'
import { useTexts } from '../i18n/texts.ts'

/** Names of records, `me` for oneself. Empty until they are known. */
export function useTitles(object: string, ids: readonly string[]): readonly string[] {
  const say = useTexts()
  const target = useMeta().objects[object]
  const wanted = target ? ids : []
  return useQueries({
    queries: wanted.map((id) => ({
      queryKey: keys.row(object, id, 'title'),
      queryFn: () => read<Row>(`/${target?.plural}/${id}`, { fields: target?.title }),
      enabled: id !== 'me',
      staleTime: Number.POSITIVE_INFINITY,
      retry: false,
    })),
    combine: (answers) =>
      answers.map(({ data, isError }, i) => {
        if (wanted[i] === 'me') return say('value.me')
        return data && target ? titleOf(target, data) : isError ? say('field.untitled') : ''
      }),
  })
}

/** Ids of a filter as the names of their records. */
export function TitlesText({ object, value }: Readonly<{ object: string; value: unknown }>) {
  const say = useTexts()
  const given = (Array.isArray(value) ? value : [value]) as readonly (string | null)[]
  const titles = useTitles(
    object,
    given.filter((id) => id !== null),
  )
  return <>{[...titles, ...(given.includes(null) ? [say('field.nothing')] : [])].join(say('value.join'))}</>
}
