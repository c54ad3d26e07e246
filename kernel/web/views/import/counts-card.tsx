import type { ReactNode } from 'react'
import { useFormat } from '../../format/use-format.ts'
import { useTexts } from '../../i18n/texts.ts'
import type { Import } from './import-api.ts'

const parts = ['created', 'updated', 'unchanged', 'skipped', 'failed'] as const
const tones: Readonly<Record<string, string>> = { created: 'zk-success', failed: 'zk-error' }

/** The figures of an import with a bar that shows their shares. */
export function CountsCard({ job, head, side }: Readonly<{ job: Import; head: ReactNode; side?: ReactNode }>) {
  const say = useTexts()
  const format = useFormat()
  const { counts, dryRun } = job
  const shown = parts.filter((part) => part !== 'skipped' || (counts.skipped ?? 0) > 0)
  const tense = dryRun ? 'will' : 'did'
  return (
    <section className="zk-card">
      <header className="zk-card-head">
        {head}
        <span className="zk-grow" />
        {side}
      </header>
      <dl className="zk-import-figures">
        <div>
          <dt className="zk-second">{say('import.count.rows')}</dt>
          <dd>{format.number(counts.rows)}</dd>
        </div>
        {shown.map((part) => (
          <div key={part}>
            <dt className="zk-second">{say(`import.count.${part}.${tense}`)}</dt>
            <dd className={(counts[part] ?? 0) > 0 ? tones[part] : 'zk-second'}>{format.number(counts[part] ?? 0)}</dd>
          </div>
        ))}
      </dl>
      <div className="zk-import-bar" aria-hidden="true">
        {shown
          .filter((part) => counts[part])
          .map((part) => (
            <span key={part} className={`zk-import-share-${part}`} style={{ flexGrow: counts[part] ?? 0 }} />
          ))}
      </div>
    </section>
  )
}
