import { Button, Checkbox, Input } from 'antd'
import { Download } from 'lucide-react'
import { useState } from 'react'
import { showProblem } from '../data/undo.ts'
import { useMeta } from '../data/use-meta.ts'
import { useFormat } from '../format/use-format.ts'
import { useTexts } from '../i18n/texts.ts'
import { AppLink, recordAddress } from '../parts/app-link.tsx'
import { EmptyState } from '../parts/empty-state.tsx'
import { SkeletonLines } from '../parts/skeleton.tsx'
import { Tag } from '../parts/tag.tsx'
import { ErasePerson, Erasures } from './erase-person.tsx'
import { type PersonRecord, type PersonReport, type Reason, useExportPerson, useFindPerson } from './person-api.ts'
import '../views/object-page.css'
import '../views/plain-table.css'
import './security.css'

const colors: Readonly<Record<Reason, string>> = { is: 'violet', mail: 'amber', phone: 'amber', name: 'amber', link: 'accent' }
const named = new Set([
  'audit',
  'bulk_run',
  'change',
  'change_set',
  'idempotency',
  'import_failure',
  'import_file',
  'import_later',
  'import_run',
  'outbox',
])

type Chosen = Readonly<{ ids: ReadonlySet<string>; toggle(id: string): void }>

function Line({ record, chosen }: Readonly<{ record: PersonRecord; chosen: Chosen }>) {
  const say = useTexts()
  const object = useMeta().objects[record.object]
  const title = record.title || say('field.untitled')
  return (
    <tr>
      <td>
        <Checkbox
          checked={chosen.ids.has(record.id)}
          aria-label={say('person.own.of', { title })}
          onChange={() => chosen.toggle(record.id)}
        />
      </td>
      <td className="zk-second">{object?.label ?? record.object}</td>
      <td>
        {object && !record.removed ? <AppLink to={recordAddress(object.plural, record.id)}>{title}</AppLink> : title}
        {record.removed && <span className="zk-second"> {say('person.removed')}</span>}
      </td>
      <td>
        <span className="zk-row zk-subject-why">
          {record.by.map((reason) => (
            <Tag key={reason} color={colors[reason]}>
              {say(`person.by.${reason}`)}
            </Tag>
          ))}
        </span>
      </td>
    </tr>
  )
}

function Records({ report, chosen }: Readonly<{ report: PersonReport; chosen: Chosen }>) {
  const say = useTexts()
  const title = say('person.records', { count: report.records.length })
  return (
    <section>
      <h2>{title}</h2>
      {report.more && <p className="zk-second">{say('person.more')}</p>}
      <div className="zk-table-place">
        <table className="zk-table" aria-label={title}>
          <thead>
            <tr>
              <th>{say('person.own')}</th>
              <th>{say('person.object')}</th>
              <th>{say('person.record')}</th>
              <th>{say('person.why')}</th>
            </tr>
          </thead>
          <tbody>
            {report.records.map((record) => (
              <Line key={record.id} record={record} chosen={chosen} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

function Beside({ report }: Readonly<{ report: PersonReport }>) {
  const say = useTexts()
  const format = useFormat()
  const places = report.beside.map(({ table, count }) => ({
    name: named.has(table) ? say(`person.beside.${table}`) : say('person.beside.other', { table }),
    count: format.number(count),
  }))
  const files = report.files.map(({ name }) => ({ name: say('person.file'), count: name }))
  if (places.length + files.length === 0) return null
  return (
    <section>
      <h2>{say('person.beside')}</h2>
      <dl className="zk-subject-facts">
        {[...places, ...files].map(({ name, count }) => (
          <div key={`${name} ${count}`}>
            <dt className="zk-second">{name}</dt>
            <dd>{count}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function Found({ report, asked }: Readonly<{ report: PersonReport; asked: string }>) {
  const say = useTexts()
  const save = useExportPerson()
  const [ids, setIds] = useState<ReadonlySet<string>>(
    () => new Set(report.records.filter(({ by }) => by.includes('is')).map(({ id }) => id)),
  )
  const toggle = (id: string) =>
    setIds((former) => (former.has(id) ? new Set([...former].filter((one) => one !== id)) : new Set([...former, id])))
  const known = [...report.person.names, ...report.person.mails, ...report.person.phones]
  if (report.records.length + report.beside.length === 0)
    return <EmptyState icon="user-round" title={say('person.none')} why={say('person.none.why')} />
  return (
    <>
      <div className="zk-row zk-subject-known">
        <p>
          <span className="zk-second">{say('person.known')}</span> {known.join(' · ')}
        </p>
        <Button
          icon={<Download size={14} strokeWidth={1.5} aria-hidden="true" />}
          loading={save.isPending}
          onClick={() => save.mutate(asked, { onError: showProblem })}
        >
          {say('person.export')}
        </Button>
      </div>
      <Records report={report} chosen={{ ids, toggle }} />
      <Beside report={report} />
      {known[0] !== undefined && <ErasePerson asked={asked} word={known[0]} records={[...ids]} />}
    </>
  )
}

/** Everything about one person: what somebody who asks for his data is told, found over all records and beside them. */
export function Page() {
  const say = useTexts()
  const [words, setWords] = useState('')
  const find = useFindPerson()
  const ask = () => words.trim() !== '' && find.mutate(words.trim(), { onError: showProblem })
  return (
    <div className="zk-object">
      <header className="zk-head">
        <h1>{say('page.kernel.person')}</h1>
      </header>
      <div className="zk-audit zk-subject">
        <p className="zk-second">{say('person.about')}</p>
        <form
          className="zk-row zk-subject-ask"
          onSubmit={(event) => {
            event.preventDefault()
            ask()
          }}
        >
          <Input
            autoFocus
            autoComplete="off"
            value={words}
            aria-label={say('person.q')}
            placeholder={say('person.q')}
            onChange={(event) => setWords(event.target.value)}
          />
          <Button type="primary" htmlType="submit" loading={find.isPending}>
            {say('person.find')}
          </Button>
        </form>
        {find.isPending && <SkeletonLines lines={5} />}
        {find.data && !find.isPending && <Found key={find.variables} report={find.data} asked={find.variables} />}
        <Erasures />
      </div>
    </div>
  )
}
