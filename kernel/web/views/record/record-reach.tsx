import type { ObjectMeta, Row } from '../../data/meta-types.ts'
import { webTypeOf } from '../../fields/type-of.ts'
import { useTexts } from '../../i18n/texts.ts'

const most = 3

/** On a phone: call, write a mail, straight from the head. The first way is the next step. */
export function RecordReach({ object, row }: Readonly<{ object: ObjectMeta; row: Row }>) {
  const say = useTexts()
  const ways = Object.values(object.fields).flatMap((field) => {
    const { reach } = webTypeOf(field)
    const value = row[field.name]
    return reach && value && field.right !== 'masked' ? [{ field, reach, value }] : []
  })
  const first = ways.filter(({ reach }, i) => ways.findIndex((other) => other.reach === reach) === i).slice(0, most)
  if (first.length === 0) return null
  return (
    <div className="zk-reach">
      {first.map(({ field, reach: { icon: Sign, href, text }, value }, i) => (
        <a key={field.name} className={`zk-reach-way${i === 0 ? ' zk-reach-first' : ''}`} href={href(value)}>
          <Sign size={18} strokeWidth={1.5} aria-hidden="true" />
          {say(text)}
        </a>
      ))}
    </div>
  )
}
