import { Cascader, Input } from 'antd'
import { controlProps, popupClass } from '../../../web/fields/input-props.ts'
import type { InputProps } from '../../../web/fields/web-field-type.ts'
import { useTexts } from '../../../web/i18n/texts.ts'
import type { Address } from '../../fields.ts'
import { provinces } from './divisions.ts'

type Entry = { value: string; label: string; children?: Entry[] }
type Place = { name: string; children: readonly Place[] }

const toEntry = ({ name, children }: Place): Entry => ({
  value: name,
  label: name,
  ...(children.length > 0 ? { children: children.map(toEntry) } : {}),
})
const entries = provinces.map(toEntry)

const clean = (address: Address): Address | null => {
  const given = Object.entries(address).filter(([, part]) => part)
  return given.length > 0 ? (Object.fromEntries(given) as Address) : null
}

/** Province, city and district from China's divisions, street and postcode as text. Loaded with the first address edited. */
export function AddressEditor(props: InputProps) {
  const say = useTexts()
  const { onChange, onDone } = props
  const address = (props.value as Address | null) ?? {}
  const change = (part: Partial<Record<keyof Address, string | undefined>>) => onChange(clean({ ...address, ...part } as Address))
  const path = [address.province, address.city, address.district].filter((part) => part !== undefined)
  const { 'aria-label': _label, variant, status, ...rest } = controlProps(props)
  const choose = (next: readonly string[] | undefined) => {
    const [province, city, district] = next ?? []
    change({ province, city, district, country: province ? (address.country ?? 'CN') : undefined })
  }
  return (
    <div className="zk-address">
      <Cascader<Entry>
        {...rest}
        variant={variant}
        {...(status ? { status } : {})}
        aria-label={say('field.address.division')}
        placeholder={say('field.address.division')}
        classNames={{ popup: { root: popupClass } }}
        options={entries}
        showSearch
        changeOnSelect
        value={path}
        onChange={(next) => choose(next as readonly string[] | undefined)}
      />
      <Input
        aria-label={say('field.address.street')}
        placeholder={say('field.address.street')}
        maxLength={200}
        value={address.street ?? ''}
        onChange={(event) => change({ street: event.target.value })}
        onPressEnter={(event) => !event.nativeEvent.isComposing && onDone?.()}
      />
      <Input
        aria-label={say('field.address.postcode')}
        placeholder={say('field.address.postcode')}
        maxLength={20}
        value={address.postcode ?? ''}
        onChange={(event) => change({ postcode: event.target.value })}
        onPressEnter={() => onDone?.()}
      />
    </div>
  )
}
