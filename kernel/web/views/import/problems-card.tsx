import { Button } from 'antd'
import { CircleCheck, Download, Info } from 'lucide-react'
import { useMeta } from '../../data/use-meta.ts'
import { Mark } from '../../fields/mark.tsx'
import { useFormat } from '../../format/use-format.ts'
import { useTexts } from '../../i18n/texts.ts'
import { AppLink, recordAddress } from '../../parts/app-link.tsx'
import { failedRowsAddress, type Import, type ImportNote, type ImportProblem } from './import-api.ts'
import { type Place, withValue } from './import-map.ts'
import type { Wizard } from './use-wizard.ts'

function Examples({ problem }: Readonly<{ problem: ImportProblem }>) {
  const say = useTexts()
  const format = useFormat()
  const examples = problem.examples ?? []
  const columns = [...new Set(examples.flatMap(({ cells }) => Object.keys(cells)))].slice(0, 3)
  if (columns.length === 0) return null
  return (
    <table className="zk-import-examples">
      <thead>
        <tr>
          <th scope="col">{say('import.line')}</th>
          {columns.map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {examples.slice(0, 3).map(({ line, cells }) => (
          <tr key={line}>
            <td>{format.number(line)}</td>
            {columns.map((name) => (
              <td key={name} className={name === problem.column ? 'zk-error' : undefined}>
                <span className="zk-clip" title={cells[name] ?? ''}>
                  {cells[name] ?? ''}
                </span>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Cause({ problem, wizard, place }: Readonly<{ problem: ImportProblem; wizard: Wizard | null; place: Place | undefined }>) {
  const say = useTexts()
  const format = useFormat()
  const lines = problem.lines
    .slice(0, 4)
    .map((line) => format.number(line))
    .join(say('value.join'))
  const where = say(problem.count > 4 ? 'import.where.more' : 'import.where', { lines, column: problem.column ?? '' })
  const { suggestion, value } = problem
  const take = () => {
    if (!wizard || !place || !suggestion || value === null) return
    const to =
      place.field.options.choices?.find(({ key, label }) => key === suggestion.value || label === suggestion.value)?.key ?? suggestion.value
    wizard.dryRun({ ...wizard.settings, map: withValue(wizard.settings.map, place.path, value, to) })
  }
  return (
    <li className="zk-import-cause" data-placed={value !== null || undefined}>
      <div className="zk-row">
        <span className="zk-strong zk-grow">{problem.text}</span>
        <span className="zk-nowrap">{say('import.lines', { count: problem.count, number: format.number(problem.count) })}</span>
      </div>
      {value !== null ? <p className="zk-second">{where}</p> : <Examples problem={problem} />}
      {wizard && suggestion && value !== null && (
        <Button type="link" size="small" className="zk-import-suggestion" loading={wizard.isSending} onClick={take}>
          {say('import.suggestion', {
            value: place?.field.options.choices?.find(({ key }) => key === suggestion.value)?.label ?? suggestion.value,
          })}
        </Button>
      )}
    </li>
  )
}

type MarkedRow = NonNullable<ImportNote['rows']>[number]

/** A row that names a record which warns, with what it warns of. */
function Marked({ row }: Readonly<{ row: MarkedRow }>) {
  const say = useTexts()
  const format = useFormat()
  const object = useMeta().objects[row.object]
  if (!object) return null
  return (
    <span className="zk-row">
      <span className="zk-meta zk-nowrap">{say('import.twins.line', { line: format.number(row.line) })}</span>
      <AppLink to={recordAddress(object.plural, row.id)} target="_blank" className="zk-clip">
        {row.title}
      </AppLink>
      <Mark target={object} value={row.mark} />
    </span>
  )
}

/** What is worth knowing though it stops no row. */
function Note({ note, job }: Readonly<{ note: ImportNote; job: Import }>) {
  const say = useTexts()
  const meta = useMeta()
  const format = useFormat()
  const field = note.field ? (meta.objects[job.object]?.fields[note.field]?.label ?? note.field) : ''
  const object = note.object ? (meta.objects[note.object]?.label ?? note.object) : ''
  return (
    <li>
      {say(`import.note.${note.code}.${job.dryRun ? 'will' : 'did'}`, {
        count: note.count,
        number: format.number(note.count),
        field,
        object,
      })}
      {note.rows?.map((row) => (
        <Marked key={`${row.line} ${row.id}`} row={row} />
      ))}
    </li>
  )
}

/** Rows that do not come in, by cause; then what is worth knowing. */
export function ProblemsCard({ job, wizard }: Readonly<{ job: Import; wizard: Wizard | null }>) {
  const say = useTexts()
  const format = useFormat()
  const { problems, notes, counts } = job
  return (
    <section className="zk-card zk-import-problems">
      <header className="zk-card-head">
        <h2>{say('import.problems')}</h2>
        {problems.length > 0 && (
          <span className="zk-meta zk-small zk-clip">
            {say('import.problems.count', { causes: problems.length, count: counts.failed, number: format.number(counts.failed) })}
          </span>
        )}
        <span className="zk-grow" />
        {counts.failed > 0 && (
          <a className="zk-row zk-small zk-nowrap" href={failedRowsAddress(job.id)} download>
            <Download size={14} strokeWidth={1.5} aria-hidden="true" />
            {say('import.failed-rows')}
          </a>
        )}
      </header>
      {problems.length === 0 && (
        <p className="zk-import-fine zk-success">
          <CircleCheck size={16} strokeWidth={1.5} aria-hidden="true" />
          {say(job.dryRun ? 'import.no-problems' : 'import.no-problems.did')}
        </p>
      )}
      <ul>
        {problems.map((problem) => (
          <Cause
            key={`${problem.code} ${problem.column} ${problem.value} ${problem.text}`}
            problem={problem}
            wizard={wizard}
            place={wizard?.places.find(({ path }) => path === problem.field)}
          />
        ))}
      </ul>
      {notes.length > 0 && (
        <div className="zk-import-notes">
          <p className="zk-strong zk-row">
            <Info size={16} strokeWidth={1.5} aria-hidden="true" />
            {say(job.dryRun ? 'import.notes' : 'import.notes.did')}
          </p>
          <ul className="zk-second">
            {notes.map((note) => (
              <Note key={`${note.code} ${note.field ?? note.object}`} note={note} job={job} />
            ))}
          </ul>
        </div>
      )}
    </section>
  )
}
