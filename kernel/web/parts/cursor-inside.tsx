import { type ReactNode, useEffect, useRef } from 'react'

const reachable = '[role="menuitem"]:not([aria-disabled="true"]), button:not(:disabled), input:not(:disabled), a[href]'

/**
 * Its first control has the cursor as soon as it can take it. An overlay is laid out some frames after it was asked for, later on a busy machine,
 * and refuses the cursor until then; so it is offered each frame, and once taken never again.
 */
export function CursorInside({ children }: Readonly<{ children: ReactNode }>) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    let frame = 0
    const offer = () => {
      const first = box.current?.querySelector<HTMLElement>(reachable)
      first?.focus({ preventScroll: true })
      if (!first || document.activeElement !== first) frame = requestAnimationFrame(offer)
    }
    offer()
    return () => cancelAnimationFrame(frame)
  }, [])
  return <div ref={box}>{children}</div>
}
