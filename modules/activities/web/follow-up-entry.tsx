import { useState } from 'react'
import {
  AppLink,
  Avatar,
  apiAddress,
  type ObjectMeta,
  type Row,
  recordAddress,
  type TimelineEntryProps,
  useFormat,
  useMeta,
  useTexts,
  webTypeOf,
} from '#kernel/web'
import { Comments } from './comments.tsx'
import { ShownField } from './shown-field.tsx'
import type { SentFile } from './voice-note.tsx'
import './activities.css'

const facts = ['contact', 'outcome', 'nextOn', 'nextStep', 'promise', 'promisedOn'] as const

/** What happened with somebody, as it stands in a timeline. */
export function Entry({ object, row }: TimelineEntryProps) {
  const say = useTexts()
  const format = useFormat()
  const [isOpen, setOpen] = useState(false)
  const comment = useMeta().objects.comment
  const author = (row.owner ?? row.createdBy) as Readonly<{ id: string; title?: string | null }> | null
  const at = String(row.happenedAt)
  const count = Number(row.commentCount ?? 0)
  return (
    <>
      <p className="zk-tl-line">
        {author && <Avatar name={author.title ?? ''} id={author.id} />}
        <span className="zk-strong zk-nowrap">{author?.title}</span>
        <ShownField object={object} row={row} name="kind" />
        <AppLink to={recordAddress(object.plural, row.id)} className="zk-tl-what zk-nowrap">
          {object.label}
        </AppLink>
        <time dateTime={at} title={format.moment(at)}>
          {format.time(at)}
        </time>
      </p>
      <div className="zk-act-text">
        <ShownField object={object} row={row} name="content" place="record" />
      </div>
      <p className="zk-act-facts">
        {facts.map((name) => (
          <ShownField key={name} object={object} row={row} name={name} isLabelled />
        ))}
      </p>
      <Files row={row} />
      {comment?.may.read && (
        <button type="button" className="zk-plain-button zk-act-more" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {count > 0 ? say('activities.comments', { count }) : say('activities.comment')}
        </button>
      )}
      {isOpen && comment && <Comments object={comment} followUp={row} />}
    </>
  )
}

function Files({ row }: Readonly<{ row: Row }>) {
  const object: ObjectMeta | undefined = useMeta().objects.followUpFile
  const field = object?.fields.file
  const lines = ((row.files as readonly Row[] | null | undefined) ?? []).filter((line) => line.file)
  if (!field || lines.length === 0) return null
  const { Cell } = webTypeOf(field)
  return (
    <>
      <p className="zk-act-facts">
        {lines.map((line) => (
          <Cell key={line.id} value={line.file} field={field} object="followUpFile" place="fact" />
        ))}
      </p>
      {lines.map(({ id, file }) => isSound(file) && <Sound key={id} file={file} />)}
    </>
  )
}

const isSound = (file: unknown): file is SentFile => String((file as SentFile | null)?.type).startsWith('audio/')

/** A voice note is heard where it stands; it is fetched when somebody wants to hear it. */
function Sound({ file: { id, name } }: Readonly<{ file: SentFile }>) {
  return (
    <audio className="zk-act-sound" controls preload="none" src={apiAddress(`/files/${id}`)} aria-label={name}>
      <track kind="captions" />
    </audio>
  )
}
