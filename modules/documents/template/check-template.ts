import { defineGuard, fail, type Work } from '#kernel'
import { documentTemplate, type Subject } from '../objects/index.ts'
import { lineObjects } from '../rules/paper-fields.ts'
import { placeOf, planColumns, strangeColumns } from './fields.ts'
import { blocksOf, parseTemplate, pathsOf } from './parse.ts'

/** What of a template means nothing: gaps and columns without a field, words between brackets that are none. In the order of its lines. */
export function strangeIn(catalog: Work['catalog'], about: Subject, body: string): readonly string[] {
  const { pieces, problems } = parseTemplate(body)
  const paths = pathsOf(pieces).filter(({ path }) => path !== 'today' && !placeOf(catalog, about, path))
  const tables = blocksOf(body).flatMap(({ name, columns }) => {
    if (name === 'lines') return lineObjects[about] ? strangeColumns(catalog, lineObjects[about].object, columns) : ['[[lines]]']
    if (name === 'plan')
      return about === 'contract' ? columns.filter((one) => !(planColumns as readonly string[]).includes(one)) : ['[[plan]]']
    if (name === 'overdue') return about === 'account' ? [] : ['[[overdue]]']
    if (['total', 'products'].includes(name) && !lineObjects[about]) return [`[[${name}]]`]
    return []
  })
  return [...problems.map(({ what, line }) => `${what} (${line})`), ...paths.map(({ path, at }) => `${path} (${at})`), ...tables]
}

/** A template that names what is not there is not kept, by whatever road it comes. */
export const templateGuard = defineGuard(documentTemplate, async (work, written) => {
  for (const { row } of written) {
    const strange = row ? strangeIn(work.catalog, row.about as Subject, row.body ?? '') : []
    if (strange.length > 0) fail('documents.unknown-field', { fields: strange.join(', ') })
  }
})
