import { definePost, fillText, member, type PostLetter, type PostOutcome, type PostPlace, type RowOf, textOf, type Work } from '#kernel'
import { defaultEntity } from '#modules/company'
import { lostBefore, nextTry, portion, refusedAmong, sameAddress } from './letters.ts'
import { campaign, campaignLetter } from './objects/index.ts'

type Letter = RowOf<typeof campaignLetter>

/** Letters of running campaigns whose hour has come. Nobody is asked twice: what may have gone out and is not known to have is for a person to send again. */
export const letters = definePost('campaigns.letters', {
  async take(work, place) {
    await work.hold(['campaigns.letters'])
    await noteLost(work)
    return taken(work, place)
  },
  note: (work, outcomes) => noteOutcomes(work, outcomes),
})

async function taken(work: Work, place: PostPlace): Promise<PostLetter[]> {
  const due = { state: 'waiting', dueAt: { lte: work.now.toISOString() } }
  const found = await work.find(campaignLetter, due, { limit: portion, sort: ['dueAt', 'id'] })
  if (found.length === 0) return []
  const refused = await refusedAmong(
    work,
    found.flatMap(({ address, isTrial }) => (isTrial ? [] : (address ?? []))),
  )
  const ids = [...new Set(found.map(({ campaign: id }) => id))]
  const running = new Set((await work.find(campaign, { id: { in: ids }, state: 'running' }, { limit: portion })).map(({ id }) => id))
  const withheld = (letter: Letter): string | null => {
    if (!letter.address) return 'noAddress'
    if (letter.isTrial) return null
    if (refused.has(sameAddress(letter.address))) return 'refused'
    return running.has(letter.campaign) ? null : 'over'
  }
  const going = found.filter((letter) => withheld(letter) === null)
  await work.changeMany(
    campaignLetter,
    found.map((letter) => {
      const why = withheld(letter)
      if (why) return { id: letter.id, state: 'withheld', reason: say(work, `why.${why}`) }
      return { id: letter.id, state: 'sending', takenAt: work.now.toISOString(), tries: (letter.tries ?? 0) + 1 }
    }),
  )
  // Where all were withheld, the next ones are looked at in the same work.
  return going.length > 0 ? written(work, going, place) : taken(work, place)
}

const say = (work: Work, key: string, values: Readonly<Record<string, unknown>> = {}): string =>
  fillText(textOf(work.modules, work.workspace.locale, `campaigns.letter.${key}`) ?? key, values, work.workspace.locale)

/** Taken by a process that never came back. */
async function noteLost(work: Work): Promise<void> {
  const lost = await work.find(campaignLetter, { state: 'sending', takenAt: { lt: lostBefore(work.now) } }, { limit: portion })
  if (lost.length === 0) return
  await work.changeMany(
    campaignLetter,
    lost.map(({ id }) => ({ id, state: 'unknown', reason: say(work, 'why.unknown') })),
  )
}

/** As they go out: from our company, answered to whoever looks after the person, with the address that ends them. */
async function written(work: Work, rows: readonly Letter[], { publicUrl, mark }: PostPlace): Promise<PostLetter[]> {
  const seller = await defaultEntity(work)
  const owners = await work.find(member, { id: { in: rows.flatMap(({ owner }) => owner ?? []) } }, { limit: portion })
  return rows.map(({ id, subject, words, address, owner }) => {
    const unsubscribe = `${publicUrl}/m/${work.workspace.slug}/${id}.${mark(`letter ${id}`)}`
    const foot = [seller?.name, seller?.registeredAddress, say(work, 'end', { url: unsubscribe })].filter(Boolean).join('\n')
    return {
      id,
      to: address!,
      subject,
      text: `${words ?? ''}\n\n-- \n${foot}\n`,
      unsubscribe,
      senderName: seller?.shortName ?? seller?.name ?? undefined,
      replyTo: owners.find((one) => one.id === owner)?.email ?? undefined,
    }
  })
}

async function noteOutcomes(work: Work, outcomes: readonly PostOutcome[]): Promise<void> {
  const rows = await work.find(campaignLetter, { id: { in: outcomes.map(({ id }) => id) }, state: 'sending' }, { limit: portion })
  await work.changeMany(
    campaignLetter,
    rows.map((row) => {
      const outcome = outcomes.find(({ id }) => id === row.id)!
      if (outcome.state === 'sent') return { id: row.id, state: 'sent', sentAt: work.now.toISOString(), reason: null }
      const reason = outcome.why.slice(0, 500)
      // Where nobody answered, nothing is known against the address: it waits as if it had not been tried.
      const tries = outcome.state === 'later' && !outcome.isReached ? 1 : (row.tries ?? 1)
      const dueAt = outcome.state === 'refused' ? null : nextTry(work.now, tries)
      return dueAt ? { id: row.id, state: 'waiting', dueAt, reason, tries } : { id: row.id, state: 'refused', reason }
    }),
  )
}
