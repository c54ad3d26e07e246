import { CopyCheck } from 'lucide-react'
import type { ObjectMeta } from '../../data/meta-types.ts'
import { useMeta } from '../../data/use-meta.ts'
import { useFormat } from '../../format/use-format.ts'
import { useTexts } from '../../i18n/texts.ts'
import { AppLink, recordAddress } from '../../parts/app-link.tsx'
import { Tag } from '../../parts/tag.tsx'
import type { Import, ImportTwin } from './import-api.ts'
import { Choice } from './options-step.tsx'
import type { Wizard } from './use-wizard.ts'

const mostShown = 50

/** What a row looks like: records by their titles, an earlier row of the file, or something out of the reader's reach. */
function Alike({ twin, object }: Readonly<{ twin: ImportTwin; object: ObjectMeta }>) {
  const say = useTexts()
  const format = useFormat()
  return (
    <span className="zk-import-alike">
      {twin.records.map(({ id, title }) => (
        <AppLink key={id} to={recordAddress(object.plural, id)} target="_blank" className="zk-clip">
          {title || '—'}
        </AppLink>
      ))}
      {twin.sameAs !== null && <span>{say('import.twins.same-as', { line: format.number(twin.sameAs) })}</span>}
      {twin.hidden > 0 && (
        <span className="zk-second">{say('import.twins.hidden', { count: twin.hidden, number: format.number(twin.hidden) })}</span>
      )}
    </span>
  )
}

function TwinLine({ twin, object }: Readonly<{ twin: ImportTwin; object: ObjectMeta }>) {
  const say = useTexts()
  const format = useFormat()
  const fields = twin.by.map((name) => object.fields[name]?.label ?? name).join(' · ')
  const cells = Object.values(twin.cells).filter((cell) => cell)
  return (
    <li className="zk-import-twin">
      <span className="zk-meta zk-nowrap">{say('import.twins.line', { line: format.number(twin.line) })}</span>
      <span className="zk-clip zk-strong" title={cells.join(' · ')}>
        {cells.join(' · ')}
      </span>
      <Alike twin={twin} object={object} />
      <Tag color={twin.sure ? 'amber' : 'grey'}>
        {say(twin.sure ? 'form.similar.sure' : twin.spoken ? 'form.similar.sounds' : 'form.similar.by', { fields })}
      </Tag>
    </li>
  )
}

/** Rows that look like records that are there or like earlier rows of the file, with what becomes of them. */
export function TwinsCard({ job, wizard }: Readonly<{ job: Import; wizard: Wizard | null }>) {
  const say = useTexts()
  const format = useFormat()
  const object = useMeta().objects[job.object]
  const { duplicates: twins } = job
  if (!object || !twins || twins.count === 0) return null
  const shown = twins.rows.slice(0, mostShown)
  return (
    <section className="zk-card zk-import-twins">
      <header className="zk-card-head">
        <CopyCheck size={16} strokeWidth={1.5} aria-hidden="true" />
        <h2>{say('import.twins')}</h2>
        <span className="zk-meta zk-small zk-clip">
          {say('import.twins.count', { count: twins.count, number: format.number(twins.count) })}
        </span>
      </header>
      {wizard && (
        <div className="zk-import-twins-choice">
          <Choice wizard={wizard} name="duplicates" ways={['create', 'skip', 'update']} />
        </div>
      )}
      <ul>
        {shown.map((twin) => (
          <TwinLine key={`${twin.line} ${twin.sameAs}`} twin={twin} object={object} />
        ))}
      </ul>
      {twins.count > shown.length && (
        <p className="zk-meta zk-small">{say('import.twins.more', { count: shown.length, number: format.number(shown.length) })}</p>
      )}
    </section>
  )
}
