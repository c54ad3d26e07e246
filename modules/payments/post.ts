import { definePost, fillText, member, type PostLetter, type PostOutcome, type RowOf, textOf, type Work } from '#kernel'
import { moneyOf } from '#objects/catalog'
import { legalEntity } from '#objects/company'
import { mailRefused } from './notices.ts'
import { invoice } from './objects/index.ts'

type Invoice = RowOf<typeof invoice>

/** Files are held in memory while they go out. */
const portion = 10
/** An invoice on its way for longer than this was taken by a process that is gone. */
const lostAfterMs = 15 * 60_000
const firstPauseMs = 5 * 60_000
const longestPauseMs = 6 * 3_600_000

/** Invoices that finance sends by mail, with their file. None goes out twice: what may have gone out and is not known to have is for finance to send again. */
export const mails = definePost('payments.invoices', {
  async take(work) {
    await work.hold(['payments.invoices by mail'])
    await noteLost(work)
    const now = work.now.toISOString()
    const due = {
      status: 'issued',
      mailState: 'waiting',
      mailDueAt: { lte: now },
      sentTo: { empty: false },
      paper: { empty: false },
    } as const
    const rows = await work.find(invoice, due, { limit: portion, sort: ['mailDueAt', 'id'] })
    await work.changeMany(
      invoice,
      rows.map(({ id, mailTries }) => ({ id, mailState: 'sending', mailDueAt: now, mailTries: (mailTries ?? 0) + 1 })),
    )
    return letters(work, await withFiles(work, rows))
  },
  note: (work, outcomes) => noteOutcomes(work, outcomes),
})

const say = (work: Work, key: string, values: Readonly<Record<string, unknown>> = {}): string =>
  fillText(textOf(work.modules, work.workspace.locale, `payments.mail.${key}`) ?? key, values, work.workspace.locale)

async function noteLost(work: Work): Promise<void> {
  const lostBefore = new Date(work.now.getTime() - lostAfterMs).toISOString()
  const lost = await work.find(invoice, { mailState: 'sending', mailDueAt: { lt: lostBefore } }, { limit: portion })
  await work.changeMany(
    invoice,
    lost.map(({ id }) => ({ id, mailState: 'unknown', mailNote: say(work, 'unknown') })),
  )
}

type Sent = Readonly<{ row: Invoice; file: NonNullable<PostLetter['attachments']>[number] }>

/** Those whose file is there. No letter goes out without what it is about: of the others their owner hears, and they are tried again once the file may be back. */
async function withFiles(work: Work, rows: readonly Invoice[]): Promise<readonly Sent[]> {
  const [sent, bare]: [Sent[], Invoice[]] = [[], []]
  for (const row of rows) {
    const { id, name, type } = row.paper as Readonly<{ id: string; name: string; type: string }>
    const content = await work.files.content(id)
    if (content) sent.push({ row, file: { name, type, content } })
    else bare.push(row)
  }
  await work.changeMany(
    invoice,
    bare.map((row) => ({
      id: row.id,
      mailState: 'waiting',
      mailNote: say(work, 'no-content', { file: row.paper!.name }).slice(0, 500),
      mailDueAt: nextTry(work, (row.mailTries ?? 0) + 1),
    })),
  )
  tellRefused(
    work,
    bare.filter(({ mailTries }) => !mailTries),
  )
  return sent
}

const nextTry = (work: Work, tries: number): string =>
  new Date(work.now.getTime() + Math.min(longestPauseMs, firstPauseMs * 2 ** (tries - 1))).toISOString()

const tellRefused = (work: Work, rows: readonly Invoice[]): void =>
  work.tell(
    mailRefused,
    rows.flatMap(({ id, owner }) => (owner ? [{ person: owner, record: id }] : [])),
  )

/** From our company, answered to whoever asked for the invoice. */
async function letters(work: Work, sent: readonly Sent[]): Promise<PostLetter[]> {
  if (sent.length === 0) return []
  const rows = sent.map(({ row }) => row)
  const ours = await work.find(legalEntity, { id: { in: rows.flatMap((row) => row.legalEntity ?? []) } }, { limit: portion })
  const owners = await work.find(member, { id: { in: rows.flatMap(({ owner }) => owner ?? []) } }, { limit: portion })
  const sums = await work.list({ object: 'invoice', filter: { id: { in: rows.map(({ id }) => id) } }, fields: ['amount'], limit: portion })
  return sent.map(({ row, file }) => {
    const seller = ours.find(({ id }) => id === row.legalEntity)
    const { amount, currency } = moneyOf(sums.find(({ id }) => id === row.id)?.amount ?? null, work.workspace.currency)
    const values = {
      number: row.invoiceNumber ?? row.number,
      title: row.titleName,
      day: row.issuedOn,
      sum: new Intl.NumberFormat(work.workspace.locale, { style: 'currency', currency }).format(amount),
      seller: seller?.name ?? '',
    }
    return {
      id: row.id,
      to: row.sentTo!,
      subject: say(work, 'subject', values),
      text: say(work, 'text', values),
      senderName: seller?.shortName ?? seller?.name ?? undefined,
      replyTo: owners.find((one) => one.id === row.owner)?.email ?? undefined,
      attachments: [file],
    }
  })
}

async function noteOutcomes(work: Work, outcomes: readonly PostOutcome[]): Promise<void> {
  const rows = await work.find(invoice, { id: { in: outcomes.map(({ id }) => id) }, mailState: 'sending' }, { limit: portion })
  const told = new Map(outcomes.map((one) => [one.id, one]))
  await work.changeMany(
    invoice,
    rows.map((row) => {
      const outcome = told.get(row.id)!
      if (outcome.state === 'sent')
        return {
          id: row.id,
          status: 'delivered',
          deliveredOn: work.today,
          mailState: 'sent',
          mailedAt: work.now.toISOString(),
          mailNote: null,
        }
      const mailNote = say(work, outcome.state === 'refused' ? 'refused' : outcome.isReached ? 'later' : 'nobody', {
        why: outcome.why,
      }).slice(0, 500)
      if (outcome.state === 'refused') return { id: row.id, mailState: 'refused', mailNote }
      return { id: row.id, mailState: 'waiting', mailNote, mailDueAt: nextTry(work, row.mailTries ?? 1) }
    }),
  )
  tellRefused(
    work,
    rows.filter(({ id }) => told.get(id)!.state === 'refused'),
  )
}
