import { Button, Checkbox } from 'antd'
import { Check, FileSpreadsheet, Pencil, RotateCw } from 'lucide-react'
import { useId } from 'react'
import { useFormat } from '../../format/use-format.ts'
import { useTexts } from '../../i18n/texts.ts'
import { SkeletonLines } from '../../parts/skeleton.tsx'
import { Tag } from '../../parts/tag.tsx'
import { CountsCard } from './counts-card.tsx'
import { isUnderWay, useSteer } from './import-api.ts'
import { MapTable } from './map-table.tsx'
import { ProblemsCard } from './problems-card.tsx'
import { ProgressBar } from './progress-bar.tsx'
import { TwinsCard } from './twins-card.tsx'
import type { Wizard } from './use-wizard.ts'
import { ValuesCards } from './values-card.tsx'
import { WizardFoot } from './wizard-foot.tsx'

function OptionsLine({ wizard }: Readonly<{ wizard: Wizard }>) {
  const say = useTexts()
  const { match, options } = wizard.settings
  const names = match.map((name) => wizard.places.find(({ path }) => path === name)?.label ?? name)
  return (
    <>
      <section className="zk-card zk-import-line">
        <span className="zk-strong">{say('import.options')}</span>
        <span className="zk-second">{say('import.match')}</span>
        <span>{names.length > 0 ? names.join(say('value.join')) : say('import.match.nothing')}</span>
        {names.length > 0 && (
          <>
            <span className="zk-second">{say('import.option.onMatch')}</span>
            <span>{say(`import.option.onMatch.${options.onMatch ?? 'update'}`)}</span>
          </>
        )}
        {(wizard.object.duplicates ?? []).length > 0 && (
          <>
            <span className="zk-second">{say('import.option.duplicates')}</span>
            <span>{say(`import.option.duplicates.${options.duplicates ?? 'create'}`)}</span>
          </>
        )}
        <span className="zk-grow" />
        <Button
          type="text"
          size="small"
          icon={<Pencil size={14} strokeWidth={1.5} aria-hidden="true" />}
          onClick={() => wizard.go('options')}
        >
          {say('import.change')}
        </Button>
      </section>
      <BringsCard wizard={wizard} />
    </>
  )
}

/** What follows when such records are made by hand and an import leaves out, to be ticked; nothing of it comes about in the trial. */
function BringsCard({ wizard: { object, settings, change } }: Readonly<{ wizard: Wizard }>) {
  const say = useTexts()
  const id = useId()
  const offered = object.importBrings ?? []
  const { brings = [] } = settings.options
  const tick = (name: string, is: boolean) =>
    change({
      options: {
        ...settings.options,
        brings: offered.flatMap((one) => ((one.name === name ? is : brings.includes(one.name)) ? [one.name] : [])),
      },
    })
  return (
    <section className="zk-card">
      <header className="zk-card-head">
        <h2>{say('import.brings')}</h2>
      </header>
      <div className="zk-import-brings">
        <p className="zk-small zk-meta">{say('import.brings.why')}</p>
        {offered.map(({ name, label, why }) => (
          <div key={name}>
            <Checkbox
              checked={brings.includes(name)}
              aria-describedby={`${id} ${name}`}
              onChange={({ target }) => tick(name, target.checked)}
            >
              {label}
            </Checkbox>
            <p id={`${id} ${name}`} className="zk-small zk-meta">
              {why}
            </p>
          </div>
        ))}
      </div>
    </section>
  )
}

function Foot({ wizard }: Readonly<{ wizard: Wizard }>) {
  const say = useTexts()
  const format = useFormat()
  const { job } = wizard
  const isOver = Boolean(job && !isUnderWay(job))
  const isDone = job?.state === 'done'
  // What is left out on purpose is not imported either.
  const good = job ? job.counts.rows - job.counts.failed - (job.counts.skipped ?? 0) : 0
  const again = (
    <Button
      type={wizard.isChanged || (isOver && !isDone) ? 'primary' : 'default'}
      icon={<RotateCw size={16} strokeWidth={1.5} aria-hidden="true" />}
      loading={wizard.isSending}
      disabled={!isOver || !wizard.offer}
      onClick={() => wizard.dryRun()}
    >
      {say('import.again')}
    </Button>
  )
  return (
    <WizardFoot words={say(wizard.isChanged ? 'import.changed' : 'import.one-set')}>
      <Button onClick={() => wizard.go('options')}>{say('import.back')}</Button>
      {again}
      <Button
        type={wizard.isChanged || job?.counts.failed ? 'default' : 'primary'}
        disabled={!isDone || wizard.isChanged || good === 0 || !wizard.offer}
        loading={wizard.isSending}
        onClick={wizard.begin}
      >
        {!isDone
          ? say('import.step.run')
          : job && job.counts.failed > 0
            ? say('import.begin-some', { count: good, number: format.number(good) })
            : say('import.begin', { count: good, number: format.number(good) })}
      </Button>
    </WizardFoot>
  )
}

/** Fourth step: what would happen, with the causes of problems and the ways to settle them. */
export function DryStep({ wizard }: Readonly<{ wizard: Wizard }>) {
  const say = useTexts()
  const format = useFormat()
  const { job, offer } = wizard
  const steer = useSteer(job?.id ?? '')
  const head = (
    <>
      <FileSpreadsheet size={16} strokeWidth={1.5} aria-hidden="true" />
      <h2 className="zk-clip">{job?.file.name ?? offer?.name}</h2>
      {job && (
        <span className="zk-meta zk-small zk-clip">
          {[job.file.encoding?.toUpperCase(), job.file.sheet].filter(Boolean).join(say('value.join'))}
        </span>
      )}
    </>
  )
  return (
    <>
      <div className="zk-wizard-body">
        {!job && <SkeletonLines lines={8} />}
        {job && isUnderWay(job) && (
          <section className="zk-card zk-import-under-way">
            <h2 className="zk-strong">{say('import.dry.running')}</h2>
            <ProgressBar job={job} />
            <Button onClick={() => steer.mutate('stop')}>{say('import.stop')}</Button>
          </section>
        )}
        {job && !isUnderWay(job) && (
          <div className="zk-import-columns">
            <div className="zk-import-main">
              <CountsCard
                job={job}
                head={head}
                side={
                  job.state === 'done' ? (
                    <Tag color="green">
                      <Check size={12} strokeWidth={2} aria-hidden="true" />
                      {say('import.dry.done', { seconds: format.number(job.tookMs / 1_000, { digits: 1 }) })}
                    </Tag>
                  ) : (
                    <Tag color="red">{job.error?.text ?? say(`import.state.${job.state}`)}</Tag>
                  )
                }
              />
              <TwinsCard job={job} wizard={wizard} />
              <ValuesCards wizard={wizard} />
              {offer && (
                <section className="zk-card">
                  <header className="zk-card-head">
                    <h2>{say('import.map')}</h2>
                    <span className="zk-meta zk-small">
                      {Object.keys(wizard.settings.map.columns).length} / {offer.columns.length}
                    </span>
                    <span className="zk-grow" />
                    <span className="zk-meta zk-small zk-clip">
                      {Object.entries(wizard.settings.map.templates)
                        .map(([path, { template }]) =>
                          say('import.template-line', {
                            field: wizard.places.find((place) => place.path === path)?.label ?? path,
                            template,
                          }),
                        )
                        .join(say('value.join'))}
                    </span>
                  </header>
                  <MapTable wizard={wizard} columns={offer.columns} />
                </section>
              )}
              <OptionsLine wizard={wizard} />
            </div>
            <div className="zk-import-side">
              <ProblemsCard job={job} wizard={wizard} />
            </div>
          </div>
        )}
      </div>
      <Foot wizard={wizard} />
    </>
  )
}
