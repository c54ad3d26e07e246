import { useMeta } from '../data/use-meta.ts'
import { Mark } from '../fields/mark.tsx'
import { Avatar } from '../parts/avatar.tsx'
import { Icon, isAboutPeople } from '../parts/icon.tsx'
import { isCommand } from '../parts/keys.ts'
import { MarkedText } from './marked-text.tsx'
import type { PaletteItem } from './palette-items.ts'

type PaletteLineProps = Readonly<{ item: PaletteItem; q: string; isCurrent: boolean; onOpen(item: PaletteItem, inNewTab: boolean): void }>

/** One offer: picture, name, where the words were found. */
export function PaletteLine({ item, q, isCurrent, onOpen }: PaletteLineProps) {
  const { hit } = item
  const object = useMeta().objects[item.object ?? '']
  const isInTitle = !hit?.text || hit.text === item.label
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the input's, which the list belongs to
    // biome-ignore lint/a11y/useFocusableInteractive: the input keeps the focus and names the current option
    <div
      id={`palette-${item.key}`}
      role="option"
      aria-selected={isCurrent}
      className="zk-palette-line"
      onClick={(event) => onOpen(item, isCommand(event as never))}
    >
      {hit ? (
        <Avatar name={item.label} id={hit.id} shape={isAboutPeople(item.icon) ? 'round' : 'square'} size="middle" />
      ) : (
        <span className="zk-palette-icon">
          <Icon name={item.icon} />
        </span>
      )}
      <span className="zk-clip">{hit ? <MarkedText text={item.label} q={q} marks={isInTitle ? hit.marks : undefined} /> : item.label}</span>
      {hit?.mark && object && <Mark target={object} value={hit.mark} />}
      {hit?.text && !isInTitle && (
        <span className="zk-clip zk-second zk-small">
          <MarkedText text={hit.text} q={q} marks={hit.marks} />
        </span>
      )}
      {isCurrent && <kbd className="zk-end">↵</kbd>}
    </div>
  )
}
