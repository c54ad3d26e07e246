import { Select } from 'antd'
import type { ObjectMeta } from '../../data/meta-types.ts'
import { showProblem } from '../../data/undo.ts'
import { useMeta } from '../../data/use-meta.ts'
import { useFormat } from '../../format/use-format.ts'
import { PageProblem } from '../../frame/page-problem.tsx'
import { useTexts } from '../../i18n/texts.ts'
import { SkeletonLines } from '../../parts/skeleton.tsx'
import { LogChecks } from './log-checks.tsx'
import { useHistory, useRetentions, useSaveRetention } from './retention-api.ts'
import '../../views/object-page.css'
import '../../views/plain-table.css'
import '../admin.css'
import './retention.css'

const offered: readonly number[] = [3, 6, 12, 24, 36, 60, 120]
const forEver = 0

/** Records of the work before those that the system keeps for itself, each by name. */
const byUse = (a: ObjectMeta, b: ObjectMeta): number =>
  Number(a.module === 'kernel') - Number(b.module === 'kernel') || a.labelPlural.localeCompare(b.labelPlural)

/** For how many months the past of each kind of record is kept. */
function Retentions() {
  const say = useTexts()
  const format = useFormat()
  const meta = useMeta()
  const history = useHistory(false)
  const { data: known, error } = useRetentions()
  const save = useSaveRetention(known ?? [])
  if (error) return <PageProblem error={error} />
  if (!known) return <SkeletonLines lines={6} />
  const objects = Object.values(meta.objects).toSorted(byUse)
  const monthsOf = (name: string) => known.find(({ object }) => object === name)?.months ?? forEver
  const inWords = (months: number) =>
    months === forEver ? say('retention.for-ever') : say('retention.months', { count: months, number: format.number(months) })
  return (
    <div className="zk-table-place">
      <table className="zk-table">
        <thead>
          <tr>
            <th scope="col">{say('retention.object')}</th>
            <th scope="col">{say('retention.kept')}</th>
            <th scope="col">{say('retention.since')}</th>
          </tr>
        </thead>
        <tbody>
          {objects.map((object) => {
            const months = monthsOf(object.name)
            const since = history.data?.horizons[object.name]
            return (
              <tr key={object.name}>
                <td className="zk-strong">{object.labelPlural}</td>
                <td>
                  <Select<number>
                    size="small"
                    className="zk-retention-months"
                    aria-label={say('retention.of', { objects: object.labelPlural })}
                    value={months}
                    options={[...new Set([forEver, ...offered, months])]
                      .toSorted((a, b) => a - b)
                      .map((value) => ({ value, label: inWords(value) }))}
                    onChange={(value) =>
                      save.mutate({ object: object.name, months: value === forEver ? null : value }, { onError: showProblem })
                    }
                  />
                </td>
                <td className="zk-second">{since ? format.day(since.slice(0, 10)) : say('retention.all')}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}

/** How long the past is kept, and whether the log and the records agree. */
export function Page() {
  const say = useTexts()
  return (
    <div className="zk-admin">
      <header className="zk-head">
        <h1>{say('page.kernel.retention')}</h1>
      </header>
      <LogChecks />
      <h2 className="zk-admin-area">{say('retention.title')}</h2>
      <p className="zk-second zk-small zk-retention-why">{say('retention.why')}</p>
      <Retentions />
    </div>
  )
}
