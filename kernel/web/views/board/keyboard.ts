import { type CollisionDetection, closestCenter, type KeyboardCoordinateGetter, pointerWithin, rectIntersection } from '@dnd-kit/core'

const isBar = (id: unknown): boolean => String(id).startsWith('bar:')

/** The pointer decides, a bar before the column behind it; without a pointer, where the card lies. */
export const collide: CollisionDetection = (args) => {
  if (args.pointerCoordinates) {
    const under = pointerWithin(args)
    const bars = under.filter(({ id }) => isBar(id))
    return bars.length > 0 ? bars : under
  }
  const found = rectIntersection(args)
  return found.length > 0 ? found : closestCenter(args)
}

type Rect = Readonly<{ left: number; top: number; width: number; height: number }>

const ahead: Readonly<Record<string, (to: Rect, from: Rect) => number>> = {
  ArrowRight: (to, from) => to.left - from.left,
  ArrowLeft: (to, from) => from.left - to.left,
}

/** Arrows carry a card from column to column, down to the bars of closing columns and up again. */
export const carry: KeyboardCoordinateGetter = (event, { context, currentCoordinates }) => {
  const { collisionRect, droppableContainers, droppableRects, over } = context
  if (!collisionRect || !['ArrowRight', 'ArrowLeft', 'ArrowUp', 'ArrowDown'].includes(event.code)) return undefined
  event.preventDefault()
  const onBar = isBar(over?.id)
  const wantsBar = event.code === 'ArrowDown' || (onBar && event.code !== 'ArrowUp')
  const rects = droppableContainers
    .getEnabled()
    .filter(({ id }) => isBar(id) === wantsBar && id !== over?.id)
    .flatMap(({ id }) => droppableRects.get(id) ?? [])
  const distance = ahead[event.code] ?? ((to: Rect) => Math.abs(to.left - collisionRect.left) + 1)
  const from = (over && droppableRects.get(over.id)) ?? collisionRect
  const [next] = rects
    .map((rect) => ({ rect, by: distance(rect, from) }))
    .filter(({ by }) => by > 0)
    .sort((one, other) => one.by - other.by)
  if (!next) return currentCoordinates
  const { left, top, width, height } = next.rect
  return {
    x: left + Math.max(0, (width - collisionRect.width) / 2),
    y: wantsBar ? top + (height - collisionRect.height) / 2 : top + Math.min(72, height / 2),
  }
}
