import { Input } from 'antd'
import { useState } from 'react'
import { useTexts } from '../i18n/texts.ts'
import type { Kind } from './data.ts'

/** Kinds of fields, each with a word about what it is for. */
export function KindChoice({ kinds, onChoose }: Readonly<{ kinds: readonly Kind[]; onChoose(kind: string): void }>) {
  const say = useTexts()
  const [words, setWords] = useState('')
  const shown = kinds.filter(({ kind }) =>
    `${say(`kind.${kind}`)} ${say(`kind.${kind}.about`)}`.toLowerCase().includes(words.toLowerCase()),
  )
  return (
    <div className="zk-define-form">
      <Input
        allowClear
        autoFocus
        value={words}
        placeholder={say('define.kind.search')}
        aria-label={say('define.kind.search')}
        onChange={(event) => setWords(event.target.value)}
      />
      <div className="zk-define-kinds">
        {shown.map(({ kind }) => (
          <button key={kind} type="button" className="zk-card zk-define-kind" onClick={() => onChoose(kind)}>
            <span className="zk-strong">{say(`kind.${kind}`)}</span>
            <span className="zk-second zk-small">{say(`kind.${kind}.about`)}</span>
          </button>
        ))}
      </div>
    </div>
  )
}
