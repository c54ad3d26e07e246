import { useState } from 'react'
import { type Setup, useSetup } from '../data/use-session.ts'
import { PageProblem } from '../frame/page-problem.tsx'
import { EntryFrame } from './entry-frame.tsx'
import { FirstRun } from './first-run.tsx'
import { SignIn } from './sign-in.tsx'

function Before({ setup }: Readonly<{ setup: Setup }>) {
  // The workspace is there before the person has entered it: the page stays what it was.
  const [isFirstRun] = useState(setup.needed)
  return isFirstRun ? <FirstRun hasDemo={setup.demo} /> : <SignIn />
}

/** What somebody sees who is not signed in: the first run of a fresh installation, else sign-in. */
export function Entry() {
  const setup = useSetup(true)
  if (setup.isPending) return <EntryFrame>{null}</EntryFrame>
  if (setup.isError) return <PageProblem error={setup.error} />
  return <Before setup={setup.data} />
}
