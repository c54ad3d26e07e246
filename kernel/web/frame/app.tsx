import { useQuery } from '@tanstack/react-query'
import { Outlet, useLocation } from '@tanstack/react-router'
import { lazy, Suspense, useMemo } from 'react'
import { useLive } from '../data/live.ts'
import { metaQuery } from '../data/use-meta.ts'
import { type Session, useSession } from '../data/use-session.ts'
import { createFormat } from '../format/create-format.ts'
import { FormatContext } from '../format/use-format.ts'
import { useLocale } from '../i18n/locale.ts'
import { Frame } from './frame.tsx'
import { PageProblem } from './page-problem.tsx'
import { Starting } from './starting.tsx'
import { Toaster } from './toaster.tsx'

const FactorGate = lazy(() => import('../entry/factor-gate.tsx').then(({ FactorGate: component }) => ({ default: component })))
const SubmitDialog = lazy(() => import('../approvals/submit-dialog.tsx').then(({ SubmitDialog: component }) => ({ default: component })))
const Entry = lazy(() => import('../entry/entry.tsx').then(({ Entry: component }) => ({ default: component })))

/** Pages for people who cannot sign in right now. */
const barePaths = new Set(['/forgot', '/reset', '/welcome', '/enter', '/sso'])

function SignedIn({ session }: Readonly<{ session: Session }>) {
  const locale = useLocale()
  const meta = useQuery({ ...metaQuery(locale), placeholderData: (former) => former })
  const { timeZone } = session.person
  const { currency } = session.workspace
  const fiscalMonth = meta.data?.workspace.fiscalMonth ?? 1
  const format = useMemo(() => createFormat({ locale, timeZone, currency, fiscalMonth }), [locale, timeZone, currency, fiscalMonth])
  useLive()
  if (meta.isError && !meta.data) return <PageProblem error={meta.error} />
  if (!meta.data) return <Starting />
  return (
    <FormatContext value={format}>
      <Frame session={session}>
        <Outlet />
      </Frame>
      <Suspense fallback={null}>
        <SubmitDialog />
      </Suspense>
    </FormatContext>
  )
}

function Inside() {
  const { pathname } = useLocation()
  const session = useSession()
  if (barePaths.has(pathname)) return <Outlet />
  if (session.isPending) return <Starting />
  if (session.isError) return <PageProblem error={session.error} />
  if (session.data?.needs)
    return (
      <Suspense fallback={<Starting />}>
        <FactorGate needs={session.data.needs} />
      </Suspense>
    )
  if (session.data) return <SignedIn key={session.data.workspace.slug} session={session.data} />
  return (
    <Suspense fallback={<Starting />}>
      <Entry />
    </Suspense>
  )
}

/** The whole app: who is signed in decides between the pages before it and the frame. */
export function App() {
  return (
    <>
      <Inside />
      <Toaster />
    </>
  )
}
