import { lazy, Suspense } from 'react'

const PaletteDialog = lazy(() => import('./palette-dialog.tsx').then(({ PaletteDialog: component }) => ({ default: component })))

/** The command palette; its code comes with the first Ctrl/⌘ K. */
export function Palette({ isOpen, onClose }: Readonly<{ isOpen: boolean; onClose(): void }>) {
  if (!isOpen) return null
  return (
    <Suspense fallback={null}>
      <PaletteDialog onClose={onClose} />
    </Suspense>
  )
}
