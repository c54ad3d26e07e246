import type { ReactNode } from 'react'

const tones = new Set(['accent', 'green', 'amber', 'red', 'violet', 'grey'])

/** `color`: accent, green, amber, red, violet or grey for the system's choices; `outlined` for tags people made. */
export function Tag({ color, children }: Readonly<{ color?: string | undefined; children: ReactNode }>) {
  const tone = color === 'outlined' ? 'outlined' : color && tones.has(color) ? color : 'grey'
  return <span className={`zk-tag zk-tag-${tone}`}>{children}</span>
}
