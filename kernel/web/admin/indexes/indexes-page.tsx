import { useQuery } from '@tanstack/react-query'
import { read } from '../../data/api.ts'
import { keys } from '../../data/query-client.ts'
import { fieldAt, useMeta } from '../../data/use-meta.ts'
import { sizeText } from '../../format/size-text.ts'
import { useFormat } from '../../format/use-format.ts'
import { PageProblem } from '../../frame/page-problem.tsx'
import { useTexts } from '../../i18n/texts.ts'
import { EmptyState } from '../../parts/empty-state.tsx'
import { SkeletonLines } from '../../parts/skeleton.tsx'
import { Tag } from '../../parts/tag.tsx'
import '../../views/object-page.css'
import '../../views/plain-table.css'

type Index = Readonly<{
  object: string
  fields: readonly string[]
  views: readonly string[]
  state: 'there' | 'soon' | 'small'
  bytes: number
  scans: number
}>
const colors = { there: 'green', soon: 'amber', small: 'grey' } as const

function Line({ index }: Readonly<{ index: Index }>) {
  const say = useTexts()
  const meta = useMeta()
  const format = useFormat()
  const object = meta.objects[index.object]
  const words = index.fields.map((path) => {
    const label = (object && fieldAt(meta, object, path.replace(/^-/, ''))?.label) ?? path
    return path.startsWith('-') ? say('index.falling', { field: label }) : label
  })
  return (
    <tr>
      <td className="zk-strong">{object?.labelPlural ?? index.object}</td>
      <td>{words.join(' → ')}</td>
      <td>{index.views.join(say('value.join'))}</td>
      <td>
        <Tag color={colors[index.state]}>{say(`index.state.${index.state}`)}</Tag>
      </td>
      <td className="zk-number">{index.state === 'there' ? sizeText(format, index.bytes) : '–'}</td>
      <td className="zk-number">{format.number(index.scans)}</td>
    </tr>
  )
}

/** What kept views want of the database, whether it is there, and how much it is used. */
export function Page() {
  const say = useTexts()
  const { data, error, isPending } = useQuery({
    queryKey: keys.list('savedView', 'indexes'),
    queryFn: async () => (await read<{ rows: readonly Index[] }>('/meta/indexes')).rows,
  })
  if (error) return <PageProblem error={error} />
  return (
    <div className="zk-admin">
      <header className="zk-head">
        <h1>{say('page.kernel.indexes')}</h1>
      </header>
      {isPending && <SkeletonLines lines={6} />}
      {data?.length === 0 && <EmptyState icon="gauge" title={say('index.none')} why={say('index.none.why')} />}
      {data && data.length > 0 && (
        <div className="zk-table-place">
          <table className="zk-table">
            <thead>
              <tr>
                <th scope="col">{say('index.object')}</th>
                <th scope="col">{say('index.fields')}</th>
                <th scope="col">{say('index.views')}</th>
                <th scope="col">{say('index.state')}</th>
                <th scope="col" className="zk-number">
                  {say('index.size')}
                </th>
                <th scope="col" className="zk-number">
                  {say('index.scans')}
                </th>
              </tr>
            </thead>
            <tbody>
              {data.map((index) => (
                <Line key={`${index.object} ${index.fields}`} index={index} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </div>
  )
}
