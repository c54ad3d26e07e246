import { Checkbox, InputNumber, Radio } from 'antd'
import { toAmount, useFormat, useTexts } from '#kernel/web'

export type Reason = Readonly<{ code: string; name: string; other?: string; least?: number; most?: number; words?: string }>
type Money = Readonly<{ amount: number; currency: string }>
type Option = Readonly<{
  id: string
  name: string
  quantityRule: 'fixed' | 'perHead' | 'asked'
  quantity: number
  leastQuantity: number | null
  mostQuantity: number | null
  isRequired: boolean
  isChosen: boolean
  isIncluded: boolean
  price: Money | null
  reasons: readonly Reason[]
}>
type Group = Readonly<{ id: string; name: string; pick: 'one' | 'several'; least: number; most: number | null; options: readonly Option[] }>
type Part = Readonly<{
  product: string
  option: string | null
  name: string
  quantity: number
  price: Money | null
  from: string | null
  isIncluded: boolean
}>
/** What the server says of a choice. */
export type Choice = Readonly<{
  isValid: boolean
  reasons: readonly Reason[]
  groups: readonly Group[]
  parts: readonly Part[]
  total: Money | null
}>

/** What is against a choice, in words. */
export function useReason(): (reason: Reason) => string {
  const say = useTexts()
  return ({ code, name, other = '', least = 0, most, words }) => {
    const upto = most === undefined ? '' : say('quotes.reason.upto', { most })
    const text = say(`quotes.reason.${code}`, { name, other, least, most: most ?? '', upto })
    return words ? `${text} (${words})` : text
  }
}

export function Reasons({ reasons }: Readonly<{ reasons: readonly Reason[] }>) {
  const tell = useReason()
  if (reasons.length === 0) return null
  return (
    <ul className="zk-configure-reasons" role="alert">
      {reasons.map((reason) => (
        <li key={`${reason.code} ${reason.name} ${reason.other ?? ''}`}>{tell(reason)}</li>
      ))}
    </ul>
  )
}

type GroupsProps = Readonly<{ choice: Choice; onChange(next: Choice): void }>

/** All groups with all options. What cannot be taken stays where it is and says why. */
export function OptionGroups({ choice, onChange }: GroupsProps) {
  const say = useTexts()
  const put = (group: Group, options: readonly Option[]) =>
    onChange({ ...choice, groups: choice.groups.map((one) => (one.id === group.id ? { ...one, options } : one)) })
  const toggle = (group: Group, id: string, isOn: boolean) =>
    put(
      group,
      group.options.map((one) => ({ ...one, isChosen: one.id === id ? isOn : group.pick === 'one' ? false : one.isChosen })),
    )
  return (
    <div className="zk-configure-groups">
      {choice.groups.map((group) => (
        <fieldset key={group.id}>
          <legend>
            {group.name}{' '}
            <small>
              {[
                group.pick === 'one' && say('quotes.configure.choose-one'),
                group.least > 0 && say('quotes.configure.choose-least', { least: group.least }),
                group.pick === 'several' && group.most !== null && say('quotes.configure.choose-most', { most: group.most }),
              ]
                .filter(Boolean)
                .join(' · ')}
            </small>
          </legend>
          {group.options.map((option) => (
            <OptionLine
              key={option.id}
              group={group}
              option={option}
              onToggle={(isOn) => toggle(group, option.id, isOn)}
              onQuantity={(quantity) =>
                put(
                  group,
                  group.options.map((one) => (one.id === option.id ? { ...one, quantity } : one)),
                )
              }
            />
          ))}
        </fieldset>
      ))}
    </div>
  )
}

type LineProps = Readonly<{ group: Group; option: Option; onToggle(isOn: boolean): void; onQuantity(quantity: number): void }>

function OptionLine({ group, option, onToggle, onQuantity }: LineProps) {
  const say = useTexts()
  const format = useFormat()
  const tell = useReason()
  const mayLeave = group.pick === 'several' || group.least === 0
  const isHeld = option.isRequired && option.isChosen
  const label = (
    <span className="zk-configure-name">
      {option.name}
      {option.isRequired && <small>{say('quotes.configure.required')}</small>}
    </span>
  )
  return (
    <div className={`zk-configure-option${option.reasons.length > 0 ? ' zk-configure-against' : ''}`}>
      {mayLeave ? (
        <Checkbox checked={option.isChosen} disabled={isHeld} onChange={({ target }) => onToggle(target.checked)}>
          {label}
        </Checkbox>
      ) : (
        <Radio checked={option.isChosen} onChange={() => onToggle(true)}>
          {label}
        </Radio>
      )}
      <span className="zk-configure-count">
        {option.quantityRule === 'asked' ? (
          <InputNumber
            size="small"
            aria-label={`${option.name} ${say('quotes.configure.quantity')}`}
            min={0}
            value={option.quantity}
            disabled={!option.isChosen}
            onChange={(next) => next !== null && onQuantity(next)}
          />
        ) : (
          say(option.quantityRule === 'perHead' ? 'quotes.configure.per-head' : 'quotes.configure.fixed', {
            quantity: format.number(option.quantity),
          })
        )}
      </span>
      <span className="zk-configure-price">
        {option.isIncluded
          ? say('quotes.configure.included')
          : option.price
            ? format.money(option.price.amount, option.price.currency)
            : say('quotes.configure.no-price')}
      </span>
      {option.reasons.length > 0 && <span className="zk-configure-why">{option.reasons.map(tell).join(' · ')}</span>}
    </div>
  )
}

/** What the choice comes to. */
export function Result({ choice }: Readonly<{ choice: Choice }>) {
  const say = useTexts()
  const format = useFormat()
  return (
    <table className="zk-configure-result" aria-label={say('quotes.configure.summary')}>
      <tbody>
        {choice.parts.map((part, i) => (
          <tr key={`${part.product} ${part.option ?? ''}`} className={i === 0 ? 'zk-configure-first' : ''}>
            <th scope="row">
              {part.name}
              {part.from && !part.isIncluded && <small>{say('quotes.configure.from', { list: part.from })}</small>}
            </th>
            <td>{format.number(part.quantity)}</td>
            <td>
              {part.isIncluded
                ? say('quotes.configure.included')
                : part.price
                  ? format.money(toAmount(part.price) * part.quantity, part.price.currency)
                  : say('quotes.configure.no-price')}
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row" colSpan={2}>
            {say('quotes.configure.total')}
          </th>
          <td>{choice.total ? format.money(choice.total.amount, choice.total.currency) : '–'}</td>
        </tr>
      </tfoot>
    </table>
  )
}
