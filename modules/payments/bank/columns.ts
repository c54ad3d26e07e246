/** Which column of a table holds what; of `purpose` there may be several, with a bar between them. */
export type ColumnMap = Readonly<{
  day: string
  credit: string | null
  debit: string | null
  amount: string | null
  direction: string | null
  currency: string | null
  party: string | null
  partyAccount: string | null
  reference: string | null
  purpose: string | null
}>

const names = ['day', 'credit', 'debit', 'amount', 'direction', 'currency', 'party', 'partyAccount', 'reference', 'purpose'] as const

/** The columns that a record of them names. */
export const columnsOf = (row: Partial<ColumnMap> & Readonly<{ day: string }>): ColumnMap =>
  Object.fromEntries(names.map((name) => [name, row[name] ?? null])) as ColumnMap

/** A heading without what banks put beside it: blanks, brackets and the English behind the Chinese. */
export const headingOf = (text: string | null): string =>
  (text ?? '')
    .normalize('NFKC')
    .replace(/\[[^\]]*\]|【[^】]*】|\([^)]*\)/g, '')
    .replace(/[\s:*"'\u200b\ufeff]+/g, '')
    .toLowerCase()

const day = [
  /^(交易|记账|記帳|记帐|入账|入帐|入帳|起息|发生)?(日期|日|时间|時間|日期时间)$/,
  /^(交易|记账|帳務)日期/,
  /^(booking|value|transaction|posting)?date$/,
]
const credit = [
  /^([贷貸]方|收入|[转轉]入|存入|[贷貸][记記])(发生额|發生額|[金数數][额額]|[额額])?$/,
  /^(credit|deposit|paidin|moneyin)(amount|s)?$/,
]
const debit = [
  /^(借方|支出|[转轉]出|支取|提出|付出|借[记記])(发生额|發生額|[金数數][额額]|[额額])?$/,
  /^(debit|withdrawal|paidout|moneyout)(amount|s)?$/,
]
const amount = [/^(交易|发生|發生)?[金数數]?[额額]$/, /^(transaction|trade)?amount$/]
const direction = [/^借[贷貸](标志|標誌|标识|方向|别|別)?$/, /^收[支付](标志|方向|类型)?$|^交易方向$/, /^(d\/c|dc|dr\/cr|debit\/credit)$/]
const currency = [/^(交易)?([币幣][种種别別]?|[货貨][币幣])$/, /^(trade)?currency$/]
const party = [
  /^(对方|對方|交易对手|交易對手|付款人|付款方|汇款人|匯款人|收[/]?付方|收方)(户名|戶名|单位|單位|名称|名稱|单位名称|账户名称|帐户名称|姓名)?$/,
  /^(payer|counterparty|remitter|payee)('?s?name)?$/,
  /^(户名|姓名|name)$/,
]
const partyAccount = [
  /^(对方|對方|交易对手|付款人|付款方|收[/]?付方|收方)(账|帐|帳)(号|號|户)$/,
  /^(payer|counterparty|remitter)'?s?account(number|no\.?)?$/,
]
const reference = [
  /流水/,
  /^(交易|业务)?(参考号|編號|编号|序号)$/,
  /日志号/,
  /凭证号|憑證號/,
  /^(transaction)?(reference|id|ref)(number|no\.?)?$/,
]
const purpose = [/^(交易)?(用途|附言|摘要|备注|備註|说明|說明)$/, /^(description|details|narrative|purpose|remark|memo|particulars)s?$/]

/** The columns of a table by the headings that banks use; null where a row is no such head. */
export function guessColumns(cells: readonly (string | null)[]): ColumnMap | null {
  const heads = cells.map((cell) => headingOf(cell))
  const at = (patterns: readonly RegExp[]): string | null => {
    for (const pattern of patterns) {
      const found = heads.findIndex((head) => head !== '' && pattern.test(head))
      if (found >= 0) return cells[found]!.trim()
    }
    return null
  }
  const words = cells.filter((_, i) => purpose.some((pattern) => pattern.test(heads[i]!)))
  const map = { credit: at(credit), debit: at(debit), amount: at(amount), direction: at(direction), currency: at(currency) }
  const on = at(day)
  if (!on || !(map.credit || map.amount)) return null
  return {
    day: on,
    ...map,
    party: at(party),
    partyAccount: at(partyAccount),
    reference: at(reference),
    purpose: words.length > 0 ? words.map((word) => word!.trim()).join('|') : null,
  }
}
