import { Button } from 'antd'
import { useState } from 'react'
import { EmptyState, isProblem, SkeletonLines, useFormat, useMeta, useSignedIn, useTexts } from '#kernel/web'
import { type Period, periodOf } from '#objects/targets'
import { PeriodBar } from '#web/targets'
import type { Outlook } from '../objects/index.ts'
import { ForecastTable } from './forecast-table.tsx'
import { MethodsView } from './methods-view.tsx'
import { SayDialog } from './say-dialog.tsx'
import { useAskAgain, useOutlook } from './use-forecast.ts'
import './forecast.css'

export type Saying = Readonly<{ way: 'submit' | 'adjust'; line: Outlook | null }>

/** What a period will bring, by department and person: each figure opens its deals; below, three methods against what came before. */
export function Page() {
  const say = useTexts()
  const format = useFormat()
  const meta = useMeta()
  const { person } = useSignedIn()
  const [chosen, setPeriod] = useState<Period | null>(null)
  const [saying, setSaying] = useState<Saying | null>(null)
  const askAgain = useAskAgain()
  const period = chosen ?? periodOf('month', format.today(), format.fiscalMonth)
  const { data, error, isPending } = useOutlook({ kind: period.kind, from: period.from })
  const own = data?.lines.find(({ whom, id }) => whom === 'person' && id === person.id) ?? null
  const isOpen = period.before > format.today()
  return (
    <div className="zk-forecast">
      <header className="zk-forecast-head">
        <h1>{say('page.forecasts.outlook')}</h1>
        <PeriodBar period={period} onChange={setPeriod} />
        <span className="zk-grow" />
        {isOpen && own && (
          <Button type="primary" onClick={() => setSaying({ way: 'submit', line: own })}>
            {say(own.submitted && !own.submitted.isLocked ? 'forecasts.submit.again' : 'forecasts.submit')}
          </Button>
        )}
      </header>
      <p className="zk-meta zk-forecast-means">{say('forecasts.means')}</p>
      {isPending && <SkeletonLines lines={8} />}
      {error && <EmptyState icon="calendar-clock" title={isProblem(error) ? error.message : say('forecasts.failed')} />}
      {data && data.lines.length === 0 && <EmptyState icon="calendar-clock" title={say('forecasts.none')} />}
      {data && data.lines.length > 0 && (
        <ForecastTable
          lines={data.lines}
          period={period}
          today={format.today()}
          mayAdjust={isOpen && (meta.objects.forecastAdjustment?.may.create ?? false)}
          onAdjust={(line) => setSaying({ way: 'adjust', line })}
        />
      )}
      {period.kind !== 'year' && <MethodsView period={period} />}
      {saying && (
        <SayDialog
          saying={saying}
          period={period}
          onClose={() => setSaying(null)}
          onDone={() => {
            setSaying(null)
            askAgain()
          }}
        />
      )}
    </div>
  )
}
