import type { ReactNode } from 'react'
import { Icon } from './icon.tsx'

type EmptyStateProps = Readonly<{
  icon: string
  /** What belongs here. */
  title: string
  /** One sentence of why it is empty. */
  why?: string | undefined
  /** The first step, and one other road. */
  children?: ReactNode
}>

export function EmptyState({ icon, title, why, children }: EmptyStateProps) {
  return (
    <div className="zk-empty" role="status">
      <span className="zk-empty-icon">
        <Icon name={icon} size={20} />
      </span>
      <h2 className="zk-strong">{title}</h2>
      {why && <p className="zk-second">{why}</p>}
      {children && <div className="zk-row zk-empty-steps">{children}</div>}
    </div>
  )
}
