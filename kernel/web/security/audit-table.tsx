import { useMeta } from '../data/use-meta.ts'
import { useTitles } from '../fields/record-titles.tsx'
import { useFormat } from '../format/use-format.ts'
import { useTexts } from '../i18n/texts.ts'
import { AppLink, listAddress, recordAddress } from '../parts/app-link.tsx'
import { Person } from '../parts/avatar.tsx'
import { Tag } from '../parts/tag.tsx'
import type { AuditEntry } from './audit-api.ts'
import { deviceName } from './device.ts'

const colors: Readonly<Record<string, string>> = {
  export: 'amber',
  reveal: 'amber',
  'sign-in-failed': 'red',
  locked: 'red',
  lost: 'red',
  rights: 'violet',
  'person-erased': 'violet',
}

/** The record an entry is about, by its title where it can still be read; the change set of a change of rights. */
function Which({ entry }: Readonly<{ entry: AuditEntry }>) {
  const say = useTexts()
  const meta = useMeta()
  const object = entry.object ? meta.objects[entry.object] : undefined
  const [title] = useTitles(entry.object ?? '', object && entry.record ? [entry.record] : [])
  const changeSet = entry.detail?.changeSet
  if (typeof changeSet === 'string')
    return <AppLink to={`/history/${changeSet}`}>{object?.labelPlural ?? say('page.kernel.history')}</AppLink>
  if (!object) return <>{entry.object ?? ''}</>
  if (!entry.record) return <AppLink to={listAddress(object.plural)}>{object.labelPlural}</AppLink>
  return (
    <span className="zk-audit-which">
      <span className="zk-second">{object.label}</span>
      <AppLink to={recordAddress(object.plural, entry.record)}>{title || object.label}</AppLink>
    </span>
  )
}

function Line({ entry }: Readonly<{ entry: AuditEntry }>) {
  const say = useTexts()
  const format = useFormat()
  const method = entry.detail?.method ?? entry.detail?.format
  return (
    <tr>
      <td className="zk-date">
        <time dateTime={entry.at} title={format.moment(entry.at)}>
          {format.momentRelative(entry.at)}
        </time>
      </td>
      <td>
        {entry.actor ? (
          <Person name={entry.actor.name ?? say('field.untitled')} id={entry.actor.id} />
        ) : (
          <span className="zk-meta">{say(entry.via === 'job' || entry.via === 'command' ? 'audit.system' : 'audit.nobody')}</span>
        )}
      </td>
      <td>
        <span className="zk-row">
          <Tag color={colors[entry.kind]}>{say(`audit.kind.${entry.kind}`)}</Tag>
          {typeof method === 'string' && <span className="zk-small zk-second">{method.toUpperCase()}</span>}
        </span>
      </td>
      <td>
        <Which entry={entry} />
      </td>
      <td className="zk-audit-words">{entry.about}</td>
      <td className="zk-second zk-audit-from">
        <span title={entry.device ?? undefined}>
          {[entry.address, deviceName(entry.device), entry.detail?.key ? say('audit.key') : ''].filter(Boolean).join(' · ')}
        </span>
      </td>
    </tr>
  )
}

/** Entries of the audit, newest first. */
export function AuditTable({ rows }: Readonly<{ rows: readonly AuditEntry[] }>) {
  const say = useTexts()
  return (
    <div className="zk-table-place">
      <table className="zk-table zk-audit-table">
        <thead>
          <tr>
            {['when', 'who', 'what', 'which', 'words', 'from'].map((name) => (
              <th key={name} scope="col">
                {say(`audit.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((entry) => (
            <Line key={entry.id} entry={entry} />
          ))}
        </tbody>
      </table>
    </div>
  )
}
