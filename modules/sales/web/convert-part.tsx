import { Radio } from 'antd'
import type { ReactNode } from 'react'
import {
  AppLink,
  FormField,
  Icon,
  type LinkValue,
  type ObjectMeta,
  type Row,
  recordAddress,
  Tag,
  type Twins,
  useTexts,
  webTypeOf,
} from '#kernel/web'
import { type Choice, type Chosen, isLink, type Offer, type Part, type Reason } from '../rules/conversion-choices.ts'
import type { Conversion, useConvert } from './conversion.ts'

type Draft = Conversion['drafts'][Part]
type PartProps = Readonly<{
  part: Part
  object: ObjectMeta
  lead: Readonly<{ object: ObjectMeta; row: Row }>
  chosen: Chosen
  offers: readonly Offer[]
  draft: Draft
  hidden: Twins['hidden'] | undefined
  form: ReturnType<typeof useConvert>
  onChoose(to: Choice): void
  children?: ReactNode
}>

const icons: Readonly<Record<Part, string>> = { account: 'building-2', contact: 'contact-round', opportunity: 'target' }
/** What one wants to say of a new record, whether it must be said or not. */
const usual: Readonly<Record<Part, readonly string[]>> = {
  account: ['name'],
  contact: ['name'],
  opportunity: ['name', 'amount', 'expectedOn'],
}

/** Customer, contact or deal: a new one, or one that is there. */
export function ConvertPart(props: PartProps) {
  const { part, object, lead, chosen, offers, hidden, onChoose, children } = props
  const say = useTexts()
  const choice = chosen[part]
  const isOther = choice === 'other' || (isLink(choice) && !offers.some(({ id }) => id === choice.id))
  const value = isOther ? 'other' : isLink(choice) ? choice.id : choice
  const byValue = (to: string): Choice => {
    const found = offers.find(({ id }) => id === to)
    return found ? { id: found.id, title: found.title } : (to as Choice)
  }
  const input = lead.object.actions.find(({ name }) => name === 'sales.convert')?.input[part]
  return (
    <section className="zk-card zk-convert-part" data-part={part}>
      <header className="zk-card-head">
        <Icon name={icons[part]} />
        <h2>{object.label}</h2>
      </header>
      <Radio.Group
        className="zk-convert-choices"
        aria-label={object.label}
        value={value}
        onChange={({ target }) => onChoose(byValue(String(target.value)))}
      >
        {offers.map((one) => (
          <Radio key={one.id} value={one.id}>
            <Offered object={object} part={part} offer={one} />
          </Radio>
        ))}
        {object.may.create && <Radio value="new">{say(`sales.convert.new.${part}`)}</Radio>}
        {part === 'opportunity' && <Radio value="none">{say('sales.convert.no-opportunity')}</Radio>}
        {input && <Radio value="other">{say('sales.convert.other')}</Radio>}
      </Radio.Group>
      {hidden && hidden.count > 0 && (
        <p className="zk-meta zk-small">
          {say('sales.convert.hidden', { count: hidden.count, fields: labelsOf(object, hidden.by) })}
          {hidden.owners && ` · ${hidden.owners.map(({ title }) => title).join(say('value.join'))}`}
        </p>
      )}
      {isOther && input && (
        <FormField
          field={input}
          object={lead.object.name}
          values={{ [part]: isLink(choice) ? choice : null }}
          onChange={(to) => onChoose((to as LinkValue | null) ?? 'other')}
        />
      )}
      {isLink(choice) && (
        <p className="zk-meta zk-small">{say(part === 'opportunity' ? 'sales.convert.deal-kept' : 'sales.convert.kept')}</p>
      )}
      {children}
      {choice === 'new' && <NewRecord {...props} />}
    </section>
  )
}

const labelsOf = (object: ObjectMeta, names: readonly string[]): string =>
  names.map((name) => object.fields[name]?.label ?? name).join(' · ')

/** A record that is there, and why it is offered. */
function Offered({ object, part, offer }: Readonly<{ object: ObjectMeta; part: Part; offer: Offer }>) {
  const say = useTexts()
  const words = ({ code, fields = [] }: Reason) => say(`sales.convert.reason.${code}`, { fields: labelsOf(object, fields) })
  const beside = [part === 'account' ? null : offer.account?.title, offer.owner?.title].filter(Boolean)
  return (
    <span className="zk-convert-offer">
      <span className="zk-convert-title">
        <AppLink to={recordAddress(object.plural, offer.id)} target="_blank" className="zk-strong">
          {offer.title || '—'}
        </AppLink>
        {offer.sure && <Tag color="green">{say('sales.convert.sure')}</Tag>}
      </span>
      <span className="zk-small zk-second">{[...offer.reasons.map(words), ...beside].join(' · ')}</span>
    </span>
  )
}

/** What will be made: what is taken over, and what is asked for. */
function NewRecord({ part, object, lead, draft, form }: PartProps) {
  const say = useTexts()
  const issues = form.refused.byPart[part]
  const asked = [...new Set([...usual[part], ...draft.lacking, ...Object.keys(issues)])].flatMap((name) => object.fields[name] ?? [])
  const values: Partial<Row> = { name: draft.name, ...form.typed[part] }
  const carried = draft.carried.filter(({ to }) => object.fields[to] && !asked.some(({ name }) => name === to))
  return (
    <div className="zk-convert-new">
      <div className="zk-convert-fields">
        {asked.map((field) => (
          <FormField
            key={field.name}
            field={draft.lacking.includes(field.name) ? { ...field, required: true } : field}
            object={object.name}
            values={values}
            issue={issues[field.name]}
            onChange={(value) => form.type(part, field.name, value)}
          />
        ))}
      </div>
      {carried.length > 0 && (
        <>
          <p className="zk-small zk-second">{say('sales.convert.carried')}</p>
          <dl className="zk-convert-carried">
            {carried.map(({ from, to }) => {
              const field = lead.object.fields[from]
              if (!field) return null
              const { Cell } = webTypeOf(field)
              return (
                <div key={to}>
                  <dt>{object.fields[to]!.label}</dt>
                  <dd>
                    <Cell value={lead.row[from]} field={field} object={lead.object.name} row={lead.row} place="fact" />
                  </dd>
                </div>
              )
            })}
          </dl>
        </>
      )}
    </div>
  )
}
