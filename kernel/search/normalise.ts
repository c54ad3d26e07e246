import { runsOf, searchForm, toHalfWidth } from './fold.ts'

export { searchForm, toHalfWidth, toSimplified } from './fold.ts'

const KEY_LETTERS = 200

/** Forms of companies, in the order in which they are taken off: longer ones first. All in search form. */
const hanForms =
  /股份有限责任公司|有限责任公司|股份有限公司|有限合伙企业|普通合伙企业|有限合伙|普通合伙|特殊普通合伙|集团有限公司|有限公司|集团公司|股份公司|个人独资企业|株式会社|有限会社|合同会社|주식회사/g
const hanEnds = /(?:总公司|分公司|子公司|公司|集团|办事处|代表处|联络处|营业部|营业厅|分部|分店|门店|直营店|专卖店|总部|分行|支行)$/
const wordForms = new Set(
  'co ltd limited inc incorporated corp corporation company llc llp lp plc gmbh mbh ag kg kgaa ohg sa sas sarl srl bv nv oy oyj ab as asa aps kk pty pte sdn bhd jsc ooo group branch'.split(
    ' ',
  ),
)
/** Takes endings off while something of at least two characters remains. */
function withoutHanForms(name: string): string {
  let rest = name.replace(hanForms, '')
  if (rest.length < 2) return name
  for (let shorter = rest.replace(hanEnds, ''); shorter !== rest && shorter.length >= 2; shorter = rest.replace(hanEnds, '')) rest = shorter
  return rest
}

function withoutWordForms(words: readonly string[]): readonly string[] {
  const rest = words[0] === 'the' && words.length > 1 ? words.slice(1) : words.slice()
  while (rest.length > 1 && wordForms.has(rest.at(-1)!)) rest.pop()
  return rest
}

/**
 * What two spellings of one company name have in common: simplified, half-width, small letters, without spaces, signs and brackets (what
 * stands in brackets stays: it is often the city), without legal form and words for branch, group and office. Empty for a text
 * without letters and digits; at most 200 characters.
 *
 * nameKey('華瑞科技（深圳）有限公司')   →   '华瑞科技深圳'
 * nameKey('The Acme Widgets Co., Ltd.')   →   'acmewidgets'
 */
export function nameKey(companyName: string): string {
  const form = searchForm(companyName)
    .replace(/(?<=\p{L})\.(?=\p{L}\b)/gu, '')
    .replace(/['’]/g, '')
  const runs = runsOf(form)
  const isHan = runs.some((run) => run.kind === 'han')
  const words = isHan ? runs.map((run) => run.text) : withoutWordForms(runs.map((run) => run.text))
  const joined = words.join('')
  return (isHan ? withoutHanForms(joined) : joined).slice(0, KEY_LETTERS)
}

/**
 * The digits by which two spellings of a telephone number are compared: without signs, extension and the country code of mainland
 * China, other country codes kept. Empty below 3 digits; at most 20.
 *
 * phoneKey('+86 138-0013-8000')   →   '13800138000'
 * phoneKey('(0755) 2671 2345 转 801')   →   '075526712345'
 */
export function phoneKey(text: string): string {
  const main = toHalfWidth(text).split(/转|轉|ext|extension|#|x|分机/i)[0]!
  const isInternational = /^\s*(?:\+|00)/.test(main.replace(/[(]/g, ''))
  const digits = main.replace(/\D/g, '').replace(isInternational ? /^00/ : /^(?!)/, '')
  const mobile = /^(?:86)?0?(1[3-9]\d{9})$/.exec(digits)?.[1]
  if (mobile) return mobile
  const landline = isInternational ? /^860?((?:10|[2-9]\d)\d{7,9})$/.exec(digits)?.[1] : undefined
  if (landline) return `0${landline}`
  return digits.length < 3 ? '' : digits.slice(0, 20)
}
