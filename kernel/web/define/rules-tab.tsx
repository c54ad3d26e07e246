import { Button, Drawer, Select, Switch } from 'antd'
import { Plus, Trash2 } from 'lucide-react'
import { useId, useState } from 'react'
import { labelIn } from '../../model/labels.ts'
import { showDone, showProblem } from '../data/undo.ts'
import { useObject } from '../data/use-meta.ts'
import { useLocale } from '../i18n/locale.ts'
import { useTexts } from '../i18n/texts.ts'
import { EmptyState } from '../parts/empty-state.tsx'
import { useIsPhone } from '../parts/use-is-phone.ts'
import { type Labels, type RuleRow, useDefine, useRules, type WholeDeclaration, wordOf } from './data.ts'
import { DrawerFoot } from './drawer-foot.tsx'
import { ExpressionInput } from './expression-input.tsx'
import { toWords } from './expression-words.ts'
import { LabelsInput } from './labels-input.tsx'
import { ProblemNote } from './problem-note.tsx'
import { useKeep } from './use-keep.ts'

/** Where the message of a rule stands. */
function FieldPick({
  object,
  value,
  onChange,
}: Readonly<{ object: WholeDeclaration; value: string | null; onChange(field: string | null): void }>) {
  const say = useTexts()
  const locale = useLocale()
  const id = useId()
  const fields = Object.values(object.fields).filter((one) => !one.system)
  return (
    <div className="zk-define-field">
      <label htmlFor={id} className="zk-field-label">
        {say('define.rule.field')}
      </label>
      <Select
        id={id}
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        value={value ?? (null as never)}
        options={fields.map((one) => ({ value: one.name, label: wordOf(one, locale) }))}
        onChange={(next) => onChange(next ?? null)}
      />
    </div>
  )
}

type RuleDrawerProps = Readonly<{ object: WholeDeclaration; rule?: RuleRow | undefined; onClose(): void }>

function RuleDrawer({ object, rule, onClose }: RuleDrawerProps) {
  const say = useTexts()
  const isPhone = useIsPhone()
  const locale = useLocale()
  const { keep, problem, isPending } = useKeep()
  const [must, setMust] = useState(rule?.must ?? '')
  const [when, setWhen] = useState(rule?.when ?? '')
  const [field, setField] = useState<string | null>(rule?.field ?? null)
  const [message, setMessage] = useState<Labels>(rule?.message ?? {})
  const isComplete = must.trim() !== '' && Object.keys(message).length > 0
  const save = async () => {
    const note = `${wordOf(object, locale)} · ${labelIn(message, locale)}`
    const body = { must, when: when.trim() === '' ? null : when, field, message }
    const fresh = Object.fromEntries(Object.entries({ object: object.name, ...body }).filter(([, value]) => value !== null))
    const isKept = await keep(
      rule ? { method: 'PATCH', path: `/rules/${rule.id}`, body, note } : { method: 'POST', path: '/rules', body: fresh, note },
      say('define.rule.saved'),
    )
    if (isKept) onClose()
  }
  return (
    <Drawer
      open
      onClose={onClose}
      size={isPhone ? '100%' : 600}
      title={say(rule ? 'define.rule.edit' : 'define.rule.new')}
      classNames={{ body: 'zk-drawer-body' }}
      destroyOnHidden
    >
      <form
        className="zk-define-form"
        onSubmit={(event) => {
          event.preventDefault()
          if (isComplete) void save()
        }}
      >
        {problem && <ProblemNote problem={problem} />}
        <ExpressionInput
          label={say('define.rule.must')}
          help={say('define.rule.must.help')}
          object={object.name}
          value={must}
          isRequired
          onChange={setMust}
        />
        <LabelsInput
          label={say('define.rule.message')}
          value={message}
          isRequired
          isLong
          onChange={setMessage}
          placeholder={say('define.rule.message.hint')}
        />
        <FieldPick object={object} value={field} onChange={setField} />
        <ExpressionInput
          label={say('define.rule.when')}
          help={say('define.rule.when.help')}
          object={object.name}
          value={when}
          onChange={setWhen}
        />
      </form>
      <DrawerFoot label={say('form.save')} isReady={isComplete} isBusy={isPending} onSave={() => void save()} onClose={onClose} />
    </Drawer>
  )
}

/** What must hold of every record, by whatever road it is written. */
export function RulesTab({ object }: Readonly<{ object: WholeDeclaration }>) {
  const say = useTexts()
  const locale = useLocale()
  const define = useDefine()
  const { data: rules } = useRules(object.name)
  const meta = useObject(object.name)
  const [open, setOpen] = useState<{ rule?: RuleRow } | null>(null)
  const fields = Object.values(meta?.fields ?? {})
  const remove = (rule: RuleRow) =>
    define.mutate(
      { method: 'DELETE', path: `/rules/${rule.id}` },
      { onSuccess: (changeSet) => showDone(say('define.rule.removed'), changeSet), onError: showProblem },
    )
  return (
    <>
      <div className="zk-row zk-define-tools">
        <p className="zk-second zk-small zk-grow">{say('define.rule.about')}</p>
        <Button type="primary" icon={<Plus size={14} aria-hidden="true" />} onClick={() => setOpen({})}>
          {say('define.rule.new')}
        </Button>
      </div>
      {rules?.length === 0 && <EmptyState icon="square-check" title={say('define.rule.none')} why={say('define.rule.none.why')} />}
      {rules?.map((rule) => (
        <article key={rule.id} className="zk-card zk-define-rule">
          <button type="button" className="zk-plain-button zk-column zk-grow zk-define-open" onClick={() => setOpen({ rule })}>
            <span className="zk-strong">{labelIn(rule.message, locale)}</span>
            <code className="zk-code zk-small zk-second">{toWords(rule.must, fields)}</code>
          </button>
          <Switch
            size="small"
            checked={!rule.isOff}
            aria-label={say('define.rule.on')}
            onChange={(isOn) =>
              define.mutate({ method: 'PATCH', path: `/rules/${rule.id}`, body: { isOff: isOn ? null : true } }, { onError: showProblem })
            }
          />
          <Button
            type="text"
            size="small"
            aria-label={say('define.rule.remove')}
            icon={<Trash2 size={14} aria-hidden="true" />}
            onClick={() => remove(rule)}
          />
        </article>
      ))}
      {open && <RuleDrawer object={object} rule={open.rule} onClose={() => setOpen(null)} />}
    </>
  )
}
