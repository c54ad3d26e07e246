import { useEffect } from 'react'
import { undoLast } from '../data/undo.ts'
import { isCommand, isCovered, isTyping } from '../parts/keys.ts'

/** What lies open above the page. */
export type Layer = 'palette' | 'keys' | 'create' | 'more' | null

const letters: Readonly<Record<string, Layer>> = { c: 'create', '?': 'keys' }

/** Keys that work on every page: Ctrl/⌘ K palette, Ctrl/⌘ Z undo, C create, ? the list of keys. */
export function useFrameKeys(open: (layer: Layer) => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (isCommand(event) && event.key.toLowerCase() === 'k') {
        event.preventDefault()
        open('palette')
        return
      }
      if (isTyping(event.target) || event.defaultPrevented) return
      if (isCommand(event) && event.key.toLowerCase() === 'z' && !event.shiftKey) void undoLast()
      const layer = letters[event.key.toLowerCase()]
      if (!layer || event.ctrlKey || event.metaKey || event.altKey || isCovered()) return
      event.preventDefault()
      open(layer)
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [open])
}
