import type { ReactNode } from 'react'
import type { LinkValue } from '../../data/meta-types.ts'
import { useFormat } from '../../format/use-format.ts'
import { Avatar } from '../../parts/avatar.tsx'
import './spoken.css'

type SpokenProps = Readonly<{
  /** Who said it; nobody where that is hidden or the program did. */
  author: unknown
  at: unknown
  /** What can be done with it, beside the name. */
  beside?: ReactNode
  children: ReactNode
}>

/** What somebody said, with who and when: one of several below each other. */
export function Spoken({ author, at, beside, children }: SpokenProps) {
  const format = useFormat()
  const who = author as LinkValue | null | undefined
  return (
    <article className="zk-spoken">
      {who?.id && <Avatar name={who.title ?? ''} id={who.id} />}
      <div className="zk-grow">
        <p className="zk-spoken-by">
          <span className="zk-strong">{who?.title}</span>
          {beside}
          <time dateTime={String(at)} title={format.moment(String(at))}>
            {format.momentRelative(String(at))}
          </time>
        </p>
        <div className="zk-spoken-words">{children}</div>
      </div>
    </article>
  )
}
