import { defineConsequence, telling, type Work } from '#kernel'
import { mentionedIn } from '#kernel/model'
import { mentioned } from '../notices.ts'
import { comment, followUp, task } from '../objects/index.ts'

type Named = Readonly<{ person: string; record: string }>
type About = typeof followUp | typeof task

/** Who is named in a text that was not there before. */
const newIn = (text: string | null, before: string | null | undefined): readonly string[] => {
  const known = new Set(mentionedIn(before))
  return mentionedIn(text).filter((person) => !known.has(person))
}

/** Tells those who may read what they are named in; of the others the writer was told when he named them. */
async function tellReaders(work: Work, object: About, named: readonly Named[]): Promise<void> {
  for (const [person, ofPerson] of Map.groupBy(named, (one) => one.person)) {
    const ids = [...new Set(ofPerson.map(({ record }) => record))]
    const readable = await work.readableBy(person, object, ids)
    work.tell(
      mentioned,
      ids.filter((id) => readable.has(id)).map((record) => ({ person, record, object: object.name })),
    )
  }
}

/** Whoever is named in a follow-up hears of it. */
export const tellInFollowUp = defineConsequence(followUp, {
  reads: ['content'],
  onImport: telling,
  run: (work, written) =>
    tellReaders(
      work,
      followUp,
      written.flatMap(({ row, before }) => newIn(row.content, before?.content).map((person) => ({ person, record: row.id }))),
    ),
})

/** Whoever is named in the remark of a task hears of it. */
export const tellInTask = defineConsequence(task, {
  reads: ['remark'],
  onImport: telling,
  run: (work, written) =>
    tellReaders(
      work,
      task,
      written.flatMap(({ row, before }) => newIn(row.remark, before?.remark).map((person) => ({ person, record: row.id }))),
    ),
})

/** Whoever is named in a comment hears of what it is about. */
export const tellInComment = defineConsequence(comment, {
  reads: ['content'],
  onImport: telling,
  async run(work, written) {
    const named = written.flatMap(({ row, before }) => newIn(row.content, before?.content).map((person) => ({ person, row })))
    const about = (object: 'followUp' | 'task') =>
      named.flatMap(({ person, row }) => (row[object] ? [{ person, record: row[object] }] : []))
    await tellReaders(work, followUp, about('followUp'))
    await tellReaders(work, task, about('task'))
  },
})
