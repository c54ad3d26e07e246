import { useTexts } from '../../i18n/texts.ts'
import { type Column, withTarget } from './import-map.ts'
import { MapRow } from './map-row.tsx'
import type { Wizard } from './use-wizard.ts'

/** Number of texts of a field that a dry run could not place. */
export const openValues = (wizard: Wizard, field: string): number =>
  wizard.job?.dryRun
    ? wizard.job.problems.filter((problem) => problem.field === field && problem.value !== null && problem.value !== undefined).length
    : 0

/** All columns of the file with where they go. */
export function MapTable({ wizard, columns }: Readonly<{ wizard: Wizard; columns: readonly Column[] }>) {
  const say = useTexts()
  const { map } = wizard.settings
  const taken = new Set(Object.values(map.columns).map(({ field }) => field))
  return (
    <div className="zk-table-place">
      <table className="zk-table zk-import-map">
        <thead>
          <tr>
            <th scope="col">{say('import.column')}</th>
            <th scope="col">{say('import.sample')}</th>
            <th scope="col">
              <span className="zk-unseen">{say('import.field')}</span>
            </th>
            <th scope="col">{say('import.field')}</th>
            <th scope="col">{say('import.how')}</th>
          </tr>
        </thead>
        <tbody>
          {columns.map((column) => {
            const target = map.columns[column.name]
            return (
              <MapRow
                key={column.name}
                object={wizard.object}
                column={column}
                target={target}
                places={wizard.places}
                taken={taken}
                unclear={wizard.unclear[column.name]}
                problems={target ? openValues(wizard, target.field) : 0}
                onChange={(next) => wizard.change({ map: withTarget(map, column.name, next) })}
              />
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
