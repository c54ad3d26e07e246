import { defineRound } from '#kernel'
import { taskDue, taskOverdue } from './notices.ts'
import { task } from './objects/index.ts'

const dayMs = 86_400_000
const most = 10_000
const dayBefore = (day: string): string => new Date(Date.parse(day) - dayMs).toISOString().slice(0, 10)

/** Tasks whose moment has come. Each is told once for each moment it was set for. */
const remind = defineRound('activities.remind', {
  async run(work) {
    const from = new Date(work.now.getTime() - dayMs).toISOString()
    const due = await work.find(task, { state: 'open', remindAt: { between: [from, work.now.toISOString()] } }, { limit: most })
    work.tell(
      taskDue,
      due.flatMap(({ id, owner, remindAt }) => (owner ? [{ person: owner, record: id, once: remindAt! }] : [])),
    )
  },
})

/** In the morning of each person: what is due that day, and what was left open the day before. */
const morning = defineRound('activities.morning', {
  async run(work, people) {
    const awake = new Map(people.filter(({ isMorning }) => isMorning).map(({ id, today }) => [id, today]))
    if (awake.size === 0) return
    const days = [...new Set([...awake.values()].flatMap((today) => [today, dayBefore(today)]))]
    const open = await work.find(task, { state: 'open', dueOn: { in: days }, owner: { in: [...awake.keys()] } }, { limit: most })
    const mine = open.map(({ id, owner, dueOn, remindAt }) => ({
      person: owner!,
      record: id,
      once: dueOn!,
      remindAt,
      today: awake.get(owner!)!,
    }))
    const telling = ({ person, record, once }: (typeof mine)[number]) => ({ person, record, once })
    work.tell(taskDue, mine.filter(({ once, today, remindAt }) => once === today && !remindAt).map(telling))
    work.tell(taskOverdue, mine.filter(({ once, today }) => once < today).map(telling))
  },
})

export const rounds = [remind, morning]
