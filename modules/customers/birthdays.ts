import { defineRound, type Work } from '#kernel'
import { birthdayComes, customerBirthday } from './notices.ts'
import { account, birthdayRule, contact } from './objects/index.ts'
import { nextBirthday } from './rules/birthdays.ts'

const portion = 1_000
const dayMs = 86_400_000
const daysAfter = (day: string, days: number): string => new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10)
export const hourOf = (work: Work): number =>
  Number(new Intl.DateTimeFormat('en', { hour: 'numeric', hourCycle: 'h23', timeZone: work.workspace.timeZone }).format(work.now))

/** Birthdays that are over give way to the next; by night also those that were written before anybody looked after them. */
export const keepBirthdays = defineRound('customers.birthdays', {
  async run(work) {
    await keep(work, contact)
    await keep(work, account)
  },
})

async function keep(work: Work, object: typeof contact | typeof account): Promise<void> {
  const over = await work.find(object, { nextBirthdayOn: { lt: work.today } }, { limit: portion, sort: ['id'] })
  const isNight = hourOf(work) === 1
  const unknown = isNight
    ? await work.find(object, { nextBirthdayOn: { empty: true }, birthday: { empty: false } }, { limit: portion, sort: ['id'] })
    : []
  const rows = [...over, ...unknown].map((row) => ({ id: row.id, nextBirthdayOn: nextBirthday(row, work.today) }))
  if (rows.length > 0) await work.changeMany(object, rows)
}

/** In the morning of each person: whose birthday comes within the days of the rule, of his own contacts and of those of his customers, and of his customers who are persons; of each birthday once. */
export const tellBirthdays = defineRound('customers.tell-birthdays', {
  async run(work, people) {
    const awake = new Map(people.filter(({ isMorning }) => isMorning).map(({ id, today }) => [id, today]))
    if (awake.size === 0) return
    const [rule] = (await work.settings(birthdayRule)).filter(({ isActive }) => isActive).toSorted((a, b) => a.name.localeCompare(b.name))
    if (!rule) return
    const days = [...awake.values()].toSorted()
    const owner = { in: [...awake.keys()] }
    const nextBirthdayOn = { between: [days[0]!, daysAfter(days.at(-1)!, rule.days)] } as const
    const about = (person: string | null | undefined, record: string, on: string) => {
      const today = person ? awake.get(person) : undefined
      return person && today && on >= today && on <= daysAfter(today, rule.days) ? [{ person, record, once: on }] : []
    }
    const persons = await work.find(account, { nextBirthdayOn, owner }, { limit: 10_000, sort: ['nextBirthdayOn', 'id'] })
    work.tell(
      customerBirthday,
      persons.flatMap((one) => about(one.owner, one.id, one.nextBirthdayOn!)),
    )
    const coming = await work.find(
      contact,
      {
        nextBirthdayOn,
        leftOn: { empty: true },
        or: [{ owner }, { 'account.owner': owner }],
      },
      { limit: 10_000, sort: ['nextBirthdayOn', 'id'] },
    )
    const customers = [...new Set(coming.flatMap((one) => one.account ?? []))]
    const found = customers.length === 0 ? [] : await work.find(account, { id: { in: customers } }, { limit: 10_000 })
    const ownerOf = new Map(found.map((one) => [String(one.id), one.owner]))
    work.tell(
      birthdayComes,
      coming.flatMap(({ id, owner: own, account: of, nextBirthdayOn: on }) =>
        [...new Set([own, of && ownerOf.get(of)])].flatMap((person) => about(person, id, on!)),
      ),
    )
  },
})
