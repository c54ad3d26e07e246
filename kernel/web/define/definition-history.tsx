import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { read } from '../data/api.ts'
import { refreshCatalog } from '../data/live.ts'
import { keys } from '../data/query-client.ts'
import { undoChangeSet } from '../data/undo.ts'
import { useFormat } from '../format/use-format.ts'
import { useTexts } from '../i18n/texts.ts'
import { AppLink } from '../parts/app-link.tsx'
import { EmptyState } from '../parts/empty-state.tsx'
import type { WholeDeclaration } from './data.ts'

type Set = Readonly<{
  id: string
  at: string
  actor: Readonly<{ name: string }> | null
  counts: Readonly<Record<string, Readonly<Record<string, number>>>>
  note: string | null
  undoneBy?: string | null
}>

/** Who changed how the workspace is built, and the way back. */
export function DefinitionHistory(_: Readonly<{ object: WholeDeclaration }>) {
  const say = useTexts()
  const format = useFormat()
  const { data } = useQuery({
    queryKey: [...keys.object('definition'), 'sets'],
    queryFn: async () => (await read<{ rows: readonly Set[] }>('/change-sets', { object: 'definition', limit: 50 })).rows,
  })
  if (data?.length === 0) return <EmptyState icon="history" title={say('define.history.none')} />
  return (
    <div className="zk-card zk-define-sets">
      {data?.map((set) => (
        <div key={set.id} className="zk-row zk-define-set">
          <AppLink to={`/history/${set.id}`} className="zk-grow zk-clip">
            {Object.entries(set.counts.definition ?? {})
              .map(([kind, count]) => say(`define.history.${kind}`, { count }))
              .join(say('value.join'))}
            {set.note && ` · ${set.note}`}
          </AppLink>
          <span className="zk-second zk-small">{set.actor?.name}</span>
          <span className="zk-meta zk-small zk-date">{format.momentRelative(set.at)}</span>
          <Button size="small" disabled={Boolean(set.undoneBy)} onClick={() => void undoChangeSet(set.id).then(refreshCatalog)}>
            {say('toast.undo')}
          </Button>
        </div>
      ))}
    </div>
  )
}
