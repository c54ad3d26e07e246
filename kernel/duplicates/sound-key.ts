import { runsOf } from '../search/fold.ts'
import { readingsOf } from '../search/readings.ts'

const spokenEnds = /(?:(?:gufen|zeren|jituan)*youxian(?:zeren)?gongsi|jituan|gongsi)$/
const leastSpoken = 4

/**
 * How a name sounds that `nameKey` gave, in letters without blanks; a name that was typed in pinyin has the same. Forms of companies are taken off there too, `ü` is `u`.
 * Empty below four letters.
 *
 * soundKey('华瑞物流')   →   'huaruiwuliu', as soundKey(nameKey('Huarui Wuliu Youxian Gongsi'))
 */
export function soundKey(name: string): string {
  const letters = runsOf(name)
    .flatMap((run) => (run.kind === 'han' ? readingsOf(Array.from(run.text)) : [run.text]))
    .join('')
    .replace(/(?<=[ln])v/g, 'u')
  const rest = letters.replace(spokenEnds, '')
  const key = rest.length < leastSpoken ? letters : rest
  return key.length < leastSpoken ? '' : key
}
