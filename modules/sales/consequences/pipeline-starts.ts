import { defineConsequence, department, type RowOf, system, type Work } from '#kernel'
import { productCategory } from '#objects/catalog'
import { firstStage, pipeline, pipelineStage } from '../objects/index.ts'

const most = 10_000

type Tree = readonly Readonly<{ id: string; parent: string | null }>[]
type Pipeline = RowOf<typeof pipeline>

/**
 * Where new deals begin is kept on the stage at which they begin without more: what rules know of a choice costs no query. Of departments and product lines those below go with those above,
 * unless they have a pipeline of their own.
 */
export async function keepStarts(work: Work): Promise<void> {
  const kernel = work.as(system('where new deals begin'))
  const usual = (await kernel.find(pipelineStage, { key: firstStage }, { limit: 1 }))[0]
  if (!usual) return
  const flows = await kernel.find(pipeline, { isDefault: true }, { limit: most, sort: ['createdAt'] })
  const open = await kernel.find(pipelineStage, { kind: 'open' }, { limit: most, sort: ['position'] })
  const departments = flows.some((one) => one.department) ? ((await kernel.find(department, {}, { limit: most })) as unknown as Tree) : []
  const lines = flows.some((one) => one.productLine) ? ((await kernel.find(productCategory, {}, { limit: most })) as unknown as Tree) : []
  const first = new Map(open.toReversed().map((stage) => [stage.pipeline as string, stage.key]))
  const starts = { ...Object.fromEntries(first), ...startsOf(flows, first, { departments, lines }) }
  if (JSON.stringify(sorted(starts)) === JSON.stringify(sorted((usual.starts ?? {}) as Record<string, string>))) return
  await kernel.change(pipelineStage, usual.id, { starts: starts as never })
}

const sorted = (starts: Readonly<Record<string, string>>) => Object.entries(starts).toSorted(([a], [b]) => (a < b ? -1 : 1))

function startsOf(
  flows: readonly Pipeline[],
  first: ReadonlyMap<string, string>,
  { departments, lines }: Readonly<Record<'departments' | 'lines', Tree>>,
) {
  const starts: Record<string, string> = {}
  const put = (name: string, flow: Pipeline | undefined) => {
    const key = flow && first.get(flow.id)
    if (key) starts[name] = key
  }
  const both = flows.filter((one) => one.department && one.productLine)
  const alone = (by: 'department' | 'productLine') => flows.filter((one) => one[by] && !both.includes(one))
  put(
    'company',
    flows.find((one) => !one.department && !one.productLine),
  )
  for (const { id } of departments) put(id, nearest(alone('department'), 'department', { tree: departments, id }))
  for (const { id } of lines) put(id, nearest(alone('productLine'), 'productLine', { tree: lines, id }))
  for (const { id } of both.length > 0 ? departments : [])
    for (const line of lines) {
      const here = both.filter((one) => nearest([one], 'department', { tree: departments, id }))
      put(`${id} ${line.id}`, nearest(here, 'productLine', { tree: lines, id: line.id }))
    }
  return starts
}

/** The pipeline of this one, else of the next above. */
function nearest(
  flows: readonly Pipeline[],
  by: 'department' | 'productLine',
  at: Readonly<{ tree: Tree; id: string }>,
): Pipeline | undefined {
  const above = new Map(at.tree.map(({ id, parent }) => [id, parent]))
  for (let id: string | null = at.id; id; id = above.get(id) ?? null) {
    const found = flows.find((one) => one[by] === id)
    if (found) return found
  }
}

/** Whatever changes where new deals begin. */
export const pipelineStarts = [
  defineConsequence(pipeline, { reads: ['isDefault', 'department', 'productLine'], run: keepStarts }),
  defineConsequence(pipelineStage, { reads: ['position', 'kind'], run: keepStarts }),
  defineConsequence(department, { reads: ['parent'], run: keepStarts }),
  defineConsequence(productCategory, { reads: ['parent'], run: keepStarts }),
]
