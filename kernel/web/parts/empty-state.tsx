import type { ReactNode } from 'react'
import { Icon } from './icon.tsx'

type EmptyStateProps = Readonly<{
  icon: string
  /** What belongs here. */
  title: string
  /** One sentence of why it is empty. */
  why?: string | undefined
  /** It is all there is on the page: its title is the page's heading. */
  isPage?: boolean
  /** The first step, and one other road. */
  children?: ReactNode
}>

export function EmptyState({ icon, title, why, isPage = false, children }: EmptyStateProps) {
  const Title = isPage ? 'h1' : 'h2'
  return (
    <div className="zk-empty" role="status">
      <span className="zk-empty-icon">
        <Icon name={icon} size={20} />
      </span>
      <Title className="zk-strong">{title}</Title>
      {why && <p className="zk-second">{why}</p>}
      {children && <div className="zk-row zk-empty-steps">{children}</div>}
    </div>
  )
}
