import { Link } from '@tanstack/react-router'
import type { ComponentProps, ReactNode } from 'react'

type AppLinkProps = Readonly<{
  /** A path of ours, without query: `/o/accounts`. */
  to: string
  search?: Readonly<Record<string, unknown>> | undefined
  children?: ReactNode
}> &
  Omit<ComponentProps<'a'>, 'href'>

/** A link inside the app. The day of the time machine comes along by itself. */
export function AppLink({ to, search, children, ...rest }: AppLinkProps) {
  return (
    <Link {...(rest as object)} to={to as never} {...(search ? { search: search as never } : {})}>
      {children}
    </Link>
  )
}

export const listAddress = (plural: string): string => `/o/${plural}`
export const recordAddress = (plural: string, id: string): string => `/o/${plural}/${id}`
export const createAddress = (plural: string): string => `/o/${plural}/new`
