import type { ReactNode } from 'react'

/** One thing to do with the chosen records. */
export function BulkButton({
  icon,
  onClick,
  isDanger,
  children,
}: Readonly<{ icon: ReactNode; onClick?(): void; isDanger?: boolean; children: ReactNode }>) {
  return (
    <button type="button" className={`zk-plain-button zk-bulk-button${isDanger ? ' zk-bulk-danger' : ''}`} onClick={onClick}>
      {icon}
      {children}
    </button>
  )
}
