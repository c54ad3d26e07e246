import { apiAddress, type Row } from '#kernel/web'
import { amountInWords, type PaperFormat, paperFormat } from '#objects/papers'
import { amountOf, counting } from '../rules/figures.ts'
import type { PaperLocale } from './print-texts.ts'

type Say = (key: string) => string
type PaperProps = Readonly<{ quote: Row; lines: readonly Row[]; seller: Row | null; locale: PaperLocale; say: Say; withTax: boolean }>

const keyOf = (value: unknown): string => String((value as { key?: string } | null)?.key ?? value ?? '')
const titleOf = (value: unknown): string => String((value as { title?: string } | null)?.title ?? '')
const fileOf = (value: unknown): string | undefined => (value as { id?: string } | null)?.id

export function Paper({ quote, lines, seller, locale, say, withTax }: PaperProps) {
  const status = keyOf(quote.status)
  const format = paperFormat(locale, String(quote.currency ?? 'CNY'))
  const isOut = ['approved', 'sent', 'accepted'].includes(status)
  const seal = isOut ? fileOf(seller?.seal) : undefined
  const logo = fileOf(seller?.logo)
  const facts: readonly (readonly [string, string])[] = [
    ['number', String(quote.number ?? '')],
    ['date', format.day(quote.quotedOn)],
    ['for', titleOf(quote.account)],
    ['until', format.day(quote.validUntil)],
    ['contact', titleOf(quote.contact)],
    ['by', titleOf(quote.owner)],
  ]
  return (
    <article className="zk-paper" lang={locale}>
      {!isOut && <p className="zk-paper-draft">{say(status === 'draft' || status === 'inApproval' ? 'draft' : 'not-valid')}</p>}
      <header>
        {logo && <img src={apiAddress(`/files/${logo}`)} alt="" />}
        <div>
          <strong>{String(seller?.name ?? '')}</strong>
          <span>{[seller?.registeredAddress, seller?.phone].filter(Boolean).map(String).join(' · ')}</span>
        </div>
      </header>
      <h1>{say('title')}</h1>
      <p className="zk-paper-subject">{String(quote.title)}</p>
      <dl>
        {facts
          .filter(([, value]) => value !== '')
          .map(([key, value]) => (
            <div key={key}>
              <dt>{say(key)}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
      <Lines taxMode={quote.taxMode} lines={lines} format={format} say={say} withTax={withTax} />
      <Sums quote={quote} format={format} say={say} locale={locale} withTax={withTax} />
      <Terms quote={quote} seller={seller} say={say} />
      <footer className="zk-paper-sign">
        <div>
          <span>{say('we')}</span>
          <strong>{String(seller?.name ?? '')}</strong>
          {seal && <img className="zk-paper-seal" src={apiAddress(`/files/${seal}`)} alt={say('seal')} />}
        </div>
        <div>
          <span>{say('you')}</span>
          <strong>{titleOf(quote.account)}</strong>
        </div>
      </footer>
    </article>
  )
}

type Format = PaperFormat

type Shown = Readonly<{ lines: readonly Row[]; taxMode: unknown; format: Format; say: Say; withTax: boolean }>

function Lines({ lines, taxMode, format, say, withTax }: Shown) {
  /** A position that says its tax otherwise than the whole does. */
  const ownTax = ({ taxMode: own }: Row): string =>
    own && keyOf(own) !== keyOf(taxMode) ? say(keyOf(own) === 'onTop' ? 'on-top' : 'in-price') : ''
  const counts = counting(lines.map(({ id, head, kind, isChosen }) => ({ id, head, kind: keyOf(kind), isChosen })))
  const columns = withTax ? 8 : 6
  let n = 0
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">#</th>
          <th scope="col">{say('what')}</th>
          <th scope="col">{say('quantity')}</th>
          <th scope="col">{say('price')}</th>
          <th scope="col">{say('discount')}</th>
          {withTax && <th scope="col">{say('rate')}</th>}
          {withTax && <th scope="col">{say('tax')}</th>}
          <th scope="col">{say('amount')}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line, i) => {
          const kind = keyOf(line.kind)
          if (kind === 'heading')
            return (
              <tr key={line.id} className="zk-paper-heading">
                <th colSpan={columns} scope="colgroup">
                  {String(line.description ?? '')}
                </th>
              </tr>
            )
          if (!line.head) n += 1
          return (
            <tr key={line.id} className={counts[i] ? '' : 'zk-paper-outside'}>
              <td>{line.head ? '' : n}</td>
              <td>
                {line.head ? '· ' : ''}
                {String(line.description ?? '')}
                {kind !== 'item' && <em> {say(kind)}</em>}
                {Boolean(line.remark) && <small>{String(line.remark)}</small>}
                {ownTax(line) && <small>{ownTax(line)}</small>}
              </td>
              <td>
                {format.number(line.quantity)} {String(line.unit ?? '')}
              </td>
              <td>{format.money(line.price)}</td>
              <td>
                {line.discountAmount
                  ? `− ${format.money(line.discountAmount)}`
                  : Number(line.discount) > 0
                    ? `${format.number(line.discount)} %`
                    : ''}
              </td>
              {withTax && <td>{line.taxRate === null ? '' : `${format.number(line.taxRate)} %`}</td>}
              {withTax && <td>{format.money(line.tax)}</td>}
              <td>{format.money(line.gross)}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

function Sums({
  quote,
  format,
  say,
  locale,
  withTax,
}: Readonly<{ quote: Row; format: Format; say: Say; locale: PaperLocale; withTax: boolean }>) {
  const words = locale === 'en' ? null : amountInWords(amountOf(quote.gross) ?? 0, locale)
  const sums: readonly (readonly [string, unknown])[] = [
    ...(amountOf(quote.handDiscount) ? [['off', quote.handDiscount] as const] : []),
    ...(withTax ? [['net', quote.net] as const, ['tax', quote.tax] as const] : []),
    ['total', quote.gross],
  ]
  return (
    <div className="zk-paper-sums">
      {sums.map(([key, value]) => (
        <p key={key} className={key === 'total' ? 'zk-paper-total' : ''}>
          <span>
            {say(key)}
            {key === 'total' && ` (${format.currency})`}
          </span>
          <span>
            {key === 'off' && '− '}
            {format.money(value)}
          </span>
        </p>
      ))}
      {words && (
        <p>
          <span>{say('words')}</span>
          <span>{words}</span>
        </p>
      )}
    </div>
  )
}

function Terms({ quote, seller, say }: Readonly<{ quote: Row; seller: Row | null; say: Say }>) {
  const accounts = (seller?.bankAccounts ?? []) as readonly Row[]
  const bank = accounts.find(({ isDefault }) => isDefault === true) ?? accounts[0]
  const terms: readonly (readonly [string, unknown])[] = [
    ['tax-mode', say(keyOf(quote.taxMode) === 'onTop' ? 'on-top' : 'in-price')],
    ['payment', quote.paymentTerms],
    ['delivery', quote.deliveryTerms],
    ['bank', bank && [bank.holder ?? seller?.name, bank.bank, bank.number].filter(Boolean).map(String).join(' · ')],
    ['remark', quote.remark],
  ]
  return (
    <dl className="zk-paper-terms">
      {terms
        .filter(([, value]) => Boolean(value))
        .map(([key, value]) => (
          <div key={key}>
            <dt>{say(key)}</dt>
            <dd>{String(value)}</dd>
          </div>
        ))}
    </dl>
  )
}
