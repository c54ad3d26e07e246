import { defineAction, fail } from '#kernel'
import { choice, day, link, money } from '#kernel/model'
import { readSeller } from '#modules/papers'
import { account } from '#objects/customers'
import { keepDocument, languageOf } from '../keep-document.ts'
import { readMovements } from '../money/read-account.ts'
import { balancesOf, statementPaper } from '../money/statement-paper.ts'
import { languages } from '../objects/index.ts'
import { result } from './make-document.ts'

/**
 * A customer's account over a period as a PDF file, in his language: what was open, what became due or was billed, what came and went back, what is open now.
 *
 * @throws `documents.partial-view` for whoever does not see all of the account, `documents.ends-before-begin`
 */
export const statement = defineAction('documents.statement', {
  on: account,
  input: {
    account: link(account, { required: true }),
    from: day(),
    until: day(),
    basis: choice(['plan', 'invoices'], { default: 'plan' }),
    language: choice(languages),
  },
  result: { ...result, opening: money(), closing: money() },
  byReaders: true,
  aside: true,
  fails: ['documents.partial-view', 'documents.ends-before-begin', 'documents.too-much'],
  async run(work, input) {
    const customer = await work.one(account, input.account)
    const until = input.until ?? work.today
    const from = input.from ?? `${until.slice(0, 4)}-01-01`
    if (until < from) fail('documents.ends-before-begin')
    const language = input.language ?? (await languageOf(work, customer.id)) ?? work.workspace.locale
    const movements = await readMovements(work, { account: customer.id, until, locale: language, basis: input.basis ?? 'plan' })
    const paper = statementPaper(work, {
      locale: language,
      customer: work.mayRead(account, 'name') ? customer.name : '',
      from,
      until,
      movements,
      seller: await readSeller(work, null),
    })
    const made = await keepDocument(work, paper, { account: customer.id, kind: 'statement', language })
    const [first] = balancesOf({ from, movements })
    const currency = first?.currency ?? work.workspace.currency
    return {
      document: made.id,
      name: made.name!,
      file: made.file!,
      opening: { amount: first?.opening ?? 0, currency },
      closing: { amount: first?.closing ?? 0, currency },
    }
  },
})
