import { fail, type Installation, member, type Reads, type Session, savedView, system, type Work } from '#kernel'
import { dayOf } from '#kernel/model'
import { ownReport, questionsOf } from '#modules/reporting'
import { type Command, chosenWorkspace, need, WrongUse, withInstallation } from './command.ts'

type Question = Parameters<Reads['explain']>[1]
type Explained = Readonly<{ sql: string; params: readonly unknown[]; notes: readonly (string | null)[] }>
type Named = Readonly<{ kind: string; name: string; object: string; questions: readonly Question[] }>

const page = 50

/** `zhike sql --explain`: what a saved view or a report of one's own asks the database, as one person, and how the database goes about it. */
export const explainQuestion: Command = {
  usage: 'sql --explain <saved question> --email <mail> [--workspace <slug>]',
  about: 'print the SQL of a saved view or own report, by name or id, as this person may ask it, with the plan of the database',
  words: ['saved question'],
  options: { explain: { type: 'boolean' }, email: { type: 'string' }, workspace: { type: 'string' } },
  async run({ words, options, terminal, config }) {
    if (options.explain !== true) throw new WrongUse('--explain is missing: statements are shown, not run')
    const email = need(options, 'email')
    await withInstallation(config, async (installation) => {
      const session = await sessionFor(installation, email, options)
      const found = await installation.engine.work(session, { via: 'command' }, (work) => findQuestion(work, words[0]!))
      const shown = []
      for (const question of found.questions) shown.push(await withPlan(installation, session, question))
      terminal.say(`-- ${found.kind} “${found.name}” of ${found.object}, as ${email}`)
      for (const { sql, params, notes, plan } of shown) {
        const told = params.map((value, i) => `-- $${i + 1} = ${JSON.stringify(value)}${notes[i] ? `  (${notes[i]})` : ''}`)
        terminal.say([sql, ...told, '', ...plan.map((line) => `-- ${line}`), ''].join('\n'))
      }
      terminal.json({ ...found, questions: shown })
    })
  },
}

async function sessionFor({ engine }: Installation, email: string, options: Parameters<typeof chosenWorkspace>[1]): Promise<Session> {
  const workspace = await chosenWorkspace({ engine } as Installation, options)
  const asSystem = { workspace, actor: system('a question is explained on the command line') }
  const [person] = await engine.work(asSystem, { via: 'command' }, (work) => work.find(member, { email }, { limit: 1 }))
  return { workspace, actor: await engine.actorOf(workspace, person?.id ?? fail('kernel.not-found', { object: member.name, email })) }
}

/** The view or report of that id or name which the person may read. @throws `kernel.not-found`, and wrong use where there are several */
async function findQuestion(work: Work, name: string): Promise<Named> {
  const isId = /^[0-9a-f-]{36}$/i.test(name)
  const filter = isId ? { id: name } : { name }
  const views = await work.find(savedView, filter, { limit: 5 })
  const reports = await work.find(ownReport, filter, { limit: 5 })
  const all = [
    ...views.map((view) => ({
      kind: 'view',
      id: view.id as string,
      name: view.name,
      object: view.object,
      questions: [listOf(view.object, view.body)],
    })),
    ...reports.map((report) => ({
      kind: 'report',
      id: report.id as string,
      name: report.name,
      object: report.object,
      questions: asked(report, { today: dayOf(work.now, work.actor.timeZone), fiscalMonth: work.catalog.fiscalMonth ?? 1 }),
    })),
  ]
  if (all.length > 1) throw new WrongUse(`there are several of that name: ${all.map(({ kind, id }) => `${kind} ${id}`).join(', ')}`)
  return all[0] ?? fail('kernel.not-found', { object: savedView.name, name })
}

/** A kept view as its list asks: words of an address, apart by commas. */
function listOf(object: string, body: unknown): Question {
  const { columns, sort, filter, q } = body as Readonly<Record<string, unknown>>
  const names = (value: unknown) => (typeof value === 'string' && value !== '' ? value.split(',') : undefined)
  const [fields, order] = [names(columns), names(sort)]
  return {
    kind: 'list',
    object,
    limit: page,
    ...(filter ? { filter: filter as never } : {}),
    ...(typeof q === 'string' && q !== '' ? { q } : {}),
    ...(fields ? { fields: [...new Set(['id', ...fields])] } : {}),
    ...(order ? { sort: order } : {}),
  }
}

function asked(...[report, clock]: Parameters<typeof questionsOf>): readonly Question[] {
  const { list, now, former } = questionsOf(report, clock)
  if (list) return [{ kind: 'list', ...list } as Question]
  return [now, former].flatMap((one) => (one ? [{ kind: 'aggregate', object: report.object, ...one } as Question] : []))
}

async function withPlan({ engine }: Installation, session: Session, question: Question): Promise<Explained & { plan: readonly string[] }> {
  const shown = JSON.parse(await engine.reads.explain(session, question)) as Explained
  const { rows } = await engine.database.pool.query<Record<string, string>>(`EXPLAIN ${shown.sql}`, [...shown.params])
  return { sql: shown.sql, params: shown.params, notes: shown.notes, plan: rows.map((row) => String(Object.values(row)[0])) }
}
