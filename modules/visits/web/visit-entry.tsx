import { AppLink, Avatar, apiAddress, type Row, recordAddress, Tag, type TimelineEntryProps, useFormat, useTexts } from '#kernel/web'
import './visits.css'

type Photo = Readonly<{ id: string; name: string; type: string }>

/** A visit that began, as it stands in a timeline and in somebody's day: where that was, how far from the customer, how long, and what was photographed there. What came of it the follow-up tells. */
export function Entry({ object, row }: TimelineEntryProps) {
  const say = useTexts()
  const format = useFormat()
  const at = String(row.arrivedAt)
  const author = (row.owner ?? row.createdBy) as Readonly<{ id: string; title?: string | null }> | null
  const place = object.fields.place?.options.choices?.find(({ key }) => key === row.place)
  const said = (['distance', 'minutes'] as const).filter((name) => row[name] !== null && row[name] !== undefined)
  return (
    <>
      <p className="zk-tl-line">
        {author && <Avatar name={author.title ?? ''} id={author.id} />}
        <span className="zk-strong zk-nowrap">{author?.title}</span>
        <span className="zk-nowrap">{object.label}</span>
        <AppLink to={recordAddress(object.plural, row.id)} className="zk-clip">
          {String(row.subject)}
        </AppLink>
        {place && <Tag color={place.color as never}>{place.label}</Tag>}
        <time dateTime={at} title={format.moment(at)}>
          {format.time(at)}
        </time>
      </p>
      {said.length > 0 && (
        <p className="zk-meta">
          {said.map((name) => say(`visits.entry.${name}`, { count: format.number(Number(row[name])) })).join(' · ')}
        </p>
      )}
      <Photos row={row} />
    </>
  )
}

function Photos({ row }: Readonly<{ row: Row }>) {
  const files = ((row.photos as readonly Row[] | null | undefined) ?? []).flatMap(({ file, note }) =>
    isImage(file) ? { file, note: typeof note === 'string' ? note : file.name } : [],
  )
  if (files.length === 0) return null
  return (
    <p className="zk-visit-photos">
      {files.map(({ file, note }) => (
        <a key={file.id} href={apiAddress(`/files/${file.id}`)} target="_blank" rel="noreferrer" title={note}>
          <img src={apiAddress(`/files/${file.id}`)} alt={note} loading="lazy" />
        </a>
      ))}
    </p>
  )
}

const isImage = (file: unknown): file is Photo => String((file as Photo | null)?.type).startsWith('image/')
