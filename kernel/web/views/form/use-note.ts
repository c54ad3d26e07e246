import { useRef, useState } from 'react'

/** What somebody says about what he saves; it stands in the history. */
export type NoteState = Readonly<{
  text: string
  /** It was asked for and is not there: nothing was saved. */
  isMissing: boolean
  set(text: string): void
  /** From now on nothing is saved without it, or again without. */
  ask(isAsked: boolean): void
}>

/** `take` answers what goes along with the saving; null where it is asked for and missing. */
export function useNote(): NoteState & Readonly<{ take(): string | null }> {
  const [text, setText] = useState('')
  const [isMissing, setMissing] = useState(false)
  const isAsked = useRef(false)
  return {
    text,
    isMissing,
    set: (to) => {
      setText(to)
      setMissing(false)
    },
    ask: (is) => {
      isAsked.current = is
    },
    take: () => {
      const said = text.trim()
      if (!isAsked.current) return ''
      setMissing(!said)
      return said || null
    },
  }
}
