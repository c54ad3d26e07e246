import { Checkbox, Modal } from 'antd'
import { useEffect, useState } from 'react'
import { call } from '../data/api.ts'
import { isProblem, Problem } from '../data/problem.ts'
import { showDone } from '../data/undo.ts'
import { useMeta } from '../data/use-meta.ts'
import { useTexts } from '../i18n/texts.ts'
import { useDefine } from './data.ts'
import { ProblemNote } from './problem-note.tsx'

type Body = Readonly<Record<string, unknown>>
type Named = Readonly<{ kind: string; object: string; name: string; body: Body; was?: Body }>
type Difference = Readonly<{ create: readonly Named[]; change: readonly Named[]; remove: readonly Named[]; same: number }>
type Content = Readonly<{ definitions: unknown }>

const unreadable = (detail: string) => new Problem(400, { detail })

const shownValue = (value: unknown): string =>
  value === undefined || value === null ? '–' : typeof value === 'string' ? value : JSON.stringify(value)

/** What would be another, member by member: as it is, and as the file has it. */
function Members({ was, body }: Readonly<{ was: Body; body: Body }>) {
  const names = [...new Set([...Object.keys(was), ...Object.keys(body)])].filter((name) => shownValue(was[name]) !== shownValue(body[name]))
  return (
    <ul className="zk-define-members">
      {names.map((name) => (
        <li key={name}>
          <code>{name}</code> <del>{shownValue(was[name])}</del> → <ins>{shownValue(body[name])}</ins>
        </li>
      ))}
    </ul>
  )
}

/** What a file of definitions would do here, before it does it. */
export function ExchangeDialog({ file, onClose }: Readonly<{ file: File; onClose(): void }>) {
  const say = useTexts()
  const define = useDefine()
  const meta = useMeta()
  const wordOfRecord = (object: string) => meta.objects[object]?.label ?? object
  const [content, setContent] = useState<Content | null>(null)
  const [removeOthers, setRemoveOthers] = useState(false)
  const [difference, setDifference] = useState<Difference | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  useEffect(() => {
    file
      .text()
      .then((text) => setContent(JSON.parse(text) as Content))
      .catch(() => setProblem(unreadable(say('define.import.unreadable'))))
  }, [file, say])
  useEffect(() => {
    if (!content) return
    call<Difference>('POST', '/meta/definitions', { body: { ...content, preview: true, removeOthers } })
      .then(({ body }) => setDifference(body))
      .catch((error: unknown) => isProblem(error) && setProblem(error))
  }, [content, removeOthers])
  const apply = async () => {
    try {
      const changeSet = await define.mutateAsync({ method: 'POST', path: '/definitions', body: { ...content, removeOthers } })
      showDone(say('define.import.done'), changeSet)
      onClose()
    } catch (error) {
      if (!isProblem(error)) throw error
      setProblem(error)
    }
  }
  const parts = difference ? (['create', 'change', 'remove'] as const).filter((part) => difference[part].length > 0) : []
  return (
    <Modal
      open
      title={say('define.import.title', { file: file.name })}
      onCancel={onClose}
      onOk={() => void apply()}
      okText={say('define.import.apply')}
      cancelText={say('form.cancel')}
      okButtonProps={{ disabled: parts.length === 0 || problem !== null, loading: define.isPending }}
    >
      {problem && <ProblemNote problem={problem} />}
      {difference && parts.length === 0 && <p>{say('define.import.same')}</p>}
      {difference &&
        parts.map((part) => (
          <section key={part} className="zk-define-part">
            <h3 className="zk-strong">{say(`define.import.${part}`, { count: difference[part].length })}</h3>
            <ul className="zk-define-difference">
              {difference[part].map(({ kind, object, name, body, was }) => (
                <li key={`${kind} ${object} ${name}`}>
                  <span className="zk-second">{kind === 'record' ? wordOfRecord(object) : say(`define.kind.${kind}`)}</span>{' '}
                  {kind === 'record' || object === name ? name : `${object} · ${name}`}
                  {was && <Members was={was} body={body} />}
                </li>
              ))}
            </ul>
          </section>
        ))}
      <Checkbox checked={removeOthers} onChange={(event) => setRemoveOthers(event.target.checked)}>
        {say('define.import.others')}
      </Checkbox>
    </Modal>
  )
}
