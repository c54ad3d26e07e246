import type { RowOf, Work } from '#kernel'
import { instantOf } from '#kernel/model'
import { contact, lead } from '#objects/customers'
import { mailRefusal } from './objects/index.ts'

/** Letters of one turn; the mail server is asked for one after the other. */
export const portion = 50
/** A letter that has been on its way for longer than this was sent by a process that is gone. */
const lostAfterMinutes = 15
const firstPauseMinutes = 5
const mostTries = 8

/** Addresses compare without regard to capitals. */
export const sameAddress = (address: string): string => address.trim().toLowerCase()

/** When letters of a day go out: from this hour on, in the workspace's zone; what is due later that day goes at once. */
export const dueFrom = ({ today, workspace, now }: Work, hour: number): string => {
  const begins = instantOf(`${today}T${String(hour).padStart(2, '0')}:00:00`, workspace.timeZone)
  return (begins > now ? begins : now).toISOString()
}

/** After so many tries in vain, when the next is; null where none follows. */
export const nextTry = (now: Date, tries: number): string | null =>
  tries >= mostTries ? null : new Date(now.getTime() + firstPauseMinutes * 60_000 * 2 ** (tries - 1)).toISOString()

export const lostBefore = (now: Date): string => new Date(now.getTime() - lostAfterMinutes * 60_000).toISOString()

/** Those of the addresses that get no letters: refused themselves, or by a person who has them. Three statements. */
export async function refusedAmong(work: Work, addresses: readonly string[]): Promise<ReadonlySet<string>> {
  const asked = [...new Set(addresses.flatMap((address) => [address, sameAddress(address)]))]
  if (asked.length === 0) return new Set()
  const rows = await work.find(mailRefusal, { address: { in: asked } }, { limit: 1_000 })
  const people = { wantsNoMails: true, email: { in: asked } }
  const leads = await work.find(lead, people, { limit: 1_000 })
  const contacts = await work.find(contact, people, { limit: 1_000 })
  return new Set([...rows.map(({ address }) => address), ...[...leads, ...contacts].flatMap(({ email }) => email ?? [])].map(sameAddress))
}

/** This address gets no letters from now on: noted once, and on every person who has it. */
export async function refuse(work: Work, address: string, cameBy: RowOf<typeof mailRefusal>['cameBy']): Promise<void> {
  const own = sameAddress(address)
  await work.hold([`campaigns.refusal ${own}`])
  const [known] = await work.find(mailRefusal, { address: own }, { limit: 1 })
  if (!known) await work.create(mailRefusal, [{ address: own, cameBy }])
  await mark(work, address, true)
}

/** Letters may go there again. */
export async function allow(work: Work, address: string): Promise<void> {
  const known = await work.find(mailRefusal, { address: sameAddress(address) }, { limit: 1 })
  if (known.length > 0) await work.remove(mailRefusal, [known[0]!.id])
  await mark(work, address, false)
}

async function mark(work: Work, address: string, wantsNoMails: boolean): Promise<void> {
  for (const person of [lead, contact]) {
    const rows = await work.find(person, { email: { in: [address, sameAddress(address)] }, wantsNoMails: !wantsNoMails }, { limit: 1_000 })
    // A field of this module's, which the person's own type does not know.
    if (rows.length > 0)
      await work.changeMany(
        person,
        rows.map(({ id }) => ({ id, wantsNoMails }) as { id: string }),
      )
  }
}
