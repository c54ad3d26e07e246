import { defineAction, defineRound, system, type Work } from '#kernel'
import { integer, link } from '#kernel/model'
import { account, gradeRule } from '../objects/index.ts'
import { changedBy, leftBy } from '../rules/grade-filter.ts'

/** Records of one read. */
const batch = 5_000

/** Grades all customers by the active rules; answers how many changed. Whoever was graded by hand is left alone until that ends. */
export async function gradeAll(work: Work): Promise<number> {
  const rules = await work.find(gradeRule, { isActive: true }, { limit: 200, sort: ['position', 'createdAt'] })
  let changed = 0
  for (const [i, rule] of rules.entries()) {
    const to = { grade: rule.grade, gradeRule: rule.id }
    changed += await changeAll(work, changedBy(rule, rules.slice(0, i), work.today), to)
  }
  // Without a rule nothing is known of anybody's grade.
  if (rules.length > 0) changed += await changeAll(work, leftBy(rules, work.today), { grade: null, gradeRule: null })
  return changed
}

/** What is changed is out of the filter, so the next read finds the rest. */
async function changeAll(work: Work, filter: Readonly<Record<string, unknown>>, to: object): Promise<number> {
  let count = 0
  for (;;) {
    const rows = await work.find(account, filter, { limit: batch, sort: ['id'] })
    if (rows.length > 0)
      await work.changeMany(
        account,
        rows.map(({ id }) => ({ id, gradeReason: null, gradeUntil: null, ...to })),
      )
    count += rows.length
    if (rows.length < batch) return count
  }
}

const because = system('grades by rule')

/** Grades at once what the night would grade. */
export const applyGrades = defineAction('customers.apply-grades', {
  on: gradeRule,
  input: { gradeRule: link(gradeRule, { required: true }) },
  result: { changed: integer({ required: true }) },
  async run(work) {
    return { changed: await gradeAll(work.as(because)) }
  },
})

const hourOf = (work: Work): number =>
  Number(new Intl.DateTimeFormat('en', { hour: 'numeric', hourCycle: 'h23', timeZone: work.workspace.timeZone }).format(work.now))

/** In the hour after midnight: grades by the rules, while something is left to change. */
export const gradeByNight = defineRound('customers.grades', {
  async run(work) {
    if (hourOf(work) === 1) await gradeAll(work)
  },
})
