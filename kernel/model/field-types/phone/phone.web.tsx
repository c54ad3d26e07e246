import { Phone } from 'lucide-react'
import { useSyncExternalStore } from 'react'
import { useMeta } from '../../../web/data/use-meta.ts'
import { CopyButton } from '../../../web/fields/copy-button.tsx'
import { LineInput, lineFromClipboard } from '../../../web/fields/line-input.tsx'
import type { CellProps, InputProps, WebFieldType } from '../../../web/fields/web-field-type.ts'

type Writer = (stored: string, region: string) => string

let writer: Writer | null = null
let isAsked = false
const listeners = new Set<() => void>()

/** The rules of all countries are a file of their own, loaded with the first number shown. */
function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  if (!isAsked) {
    isAsked = true
    void import('./number.ts').then(({ formatPhone }) => {
      writer = formatPhone
      for (const call of listeners) call()
    })
  }
  return () => listeners.delete(listener)
}

const useWriter = (): Writer | null => useSyncExternalStore(subscribe, () => writer)
/** What a telephone dials: no blanks, the extension after a pause. */
const dialled = (stored: string): string => stored.replace(/\s*ext\.\s*/, ',').replace(/[^\d+,#*]/g, '')
const copied = (stored: string): string => stored.replace(/^\+86(?=1\d{10}$)/, '').replace(/\s/g, '')

/** As people of the workspace's region write it; a press dials. */
function PhoneCell({ value, place }: CellProps) {
  const { region } = useMeta().workspace
  const stored = String(value)
  const text = useWriter()?.(stored, region) ?? stored
  const link = (
    <a className="zk-value" href={`tel:${dialled(stored)}`} title={text} onClick={(event) => event.stopPropagation()}>
      {text}
    </a>
  )
  if (place !== 'record') return link
  return (
    <span className="zk-copied">
      {link}
      <CopyButton text={copied(stored)} />
    </span>
  )
}

const PhoneInput = (props: InputProps) => <LineInput {...props} {...(props.place === 'filter' ? {} : { type: 'tel' as const })} />

export const phoneWeb: WebFieldType = {
  kind: 'phone',
  Cell: PhoneCell,
  Input: PhoneInput,
  width: 150,
  reach: { icon: Phone, href: (value) => `tel:${dialled(String(value))}`, text: 'field.phone.call' },
  toClipboard: (value) => copied(String(value)),
  fromClipboard: lineFromClipboard,
}
