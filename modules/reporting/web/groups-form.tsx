import { Button, Checkbox } from 'antd'
import { Plus, X } from 'lucide-react'
import { fieldAt, isDated, useMeta, useTexts, useUnitPicks } from '#kernel/web'
import type { Group } from '../objects/index.ts'
import { isInTree, mostGroups, type Pick } from './draft.ts'
import { type PartProps, PickOne } from './parts.tsx'

type GroupsProps = PartProps & Readonly<{ picks: readonly Pick[]; groupFor(path: string): Group }>

/** By what the records are put together, at most three times. */
export function GroupsForm({ draft: { body }, object, set, picks, groupFor }: GroupsProps) {
  const say = useTexts()
  const meta = useMeta()
  const units = useUnitPicks()
  const { by, draw } = body
  const put = (place: number, group: Group | null) => set({ by: by.flatMap((one, i) => (i !== place ? [one] : group ? [group] : [])) })
  const add = () => {
    const free = picks.find(({ value }) => !by.some(({ field }) => field === value))
    if (free) set({ by: [...by, groupFor(free.value)] })
  }
  return (
    <section className="zk-own-part">
      <h3 className="zk-field-label">{say('reporting.groups')}</h3>
      {by.map((group, place) => {
        const field = fieldAt(meta, object, group.field)
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a group is its place
          <div key={place} className="zk-own-line">
            <PickOne
              isHidden
              label={say('reporting.group', { place: place + 1 })}
              value={group.field}
              picks={picks}
              onChange={(path) => put(place, groupFor(path))}
            />
            {field && isDated(field) && (
              <PickOne
                isHidden
                label={say('reporting.unit')}
                value={group.unit ?? 'month'}
                picks={units}
                onChange={(unit) => put(place, { field: group.field, unit: unit as NonNullable<Group['unit']> })}
              />
            )}
            {isInTree(meta, object, group.field) && (
              <Checkbox
                checked={group.root === true}
                onChange={({ target }) => put(place, { field: group.field, ...(target.checked ? { root: true as const } : {}) })}
              >
                {say('reporting.root')}
              </Checkbox>
            )}
            <Button
              type="text"
              size="small"
              aria-label={say('reporting.group.remove')}
              icon={<X size={14} aria-hidden="true" />}
              onClick={() => put(place, null)}
            />
          </div>
        )
      })}
      {by.length < mostGroups(draw) && (
        <Button type="text" size="small" icon={<Plus size={14} aria-hidden="true" />} onClick={add}>
          {say('reporting.group.add')}
        </Button>
      )}
    </section>
  )
}
