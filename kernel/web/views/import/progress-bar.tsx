import { useFormat } from '../../format/use-format.ts'
import { useTexts } from '../../i18n/texts.ts'
import type { Import } from './import-api.ts'

/** How far an import is: rows, rows a second, share. */
export function ProgressBar({ job }: Readonly<{ job: Import }>) {
  const say = useTexts()
  const format = useFormat()
  const { done, total, share } = job.progress
  const speed = job.tookMs > 200 ? Math.round((done / job.tookMs) * 1_000) : null
  const percent = Math.round((share ?? 0) * 100)
  return (
    <div className="zk-import-progress">
      <div
        className="zk-import-track"
        role="progressbar"
        aria-label={say('import.progress')}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
      >
        <span style={{ width: `${percent}%` }} />
      </div>
      <p className="zk-row zk-second zk-small" aria-live="polite">
        <span>
          {total
            ? say('import.progress.of', { done: format.number(done), total: format.number(total) })
            : say('import.progress.rows', { done: format.number(done) })}
        </span>
        {speed !== null && speed > 0 && <span>{say('import.progress.speed', { speed: format.number(speed) })}</span>}
        <span className="zk-grow" />
        <span>{format.percent(percent, 0)}</span>
      </p>
    </div>
  )
}
