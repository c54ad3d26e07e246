import { useEffect, useState } from 'react'
import { type ProviderReturn, useEnterByProvider } from '../data/use-providers.ts'
import { useTexts } from '../i18n/texts.ts'
import { AppLink } from '../parts/app-link.tsx'
import { EntryFrame } from './entry-frame.tsx'
import { FormProblem } from './form-problem.tsx'

function readReturn(): ProviderReturn | null {
  const given = new URLSearchParams(window.location.search)
  const [state, code, iss] = ['state', 'code', 'iss'].map((name) => given.get(name))
  return state ? { state, ...(code ? { code } : {}), ...(iss ? { iss } : {}) } : null
}

/** Where a provider sends the browser back to: it opens the workspace, or says why not. Where it leads is never taken from the address. */
export function Page() {
  const say = useTexts()
  const [back] = useState(readReturn)
  const { mutate, isIdle, isPending, isSuccess, error } = useEnterByProvider()
  useEffect(() => {
    if (!back || !isIdle) return
    // The code opens once; it need not stay in the address.
    window.history.replaceState(null, '', '/sso')
    mutate(back, { onSuccess: () => window.location.replace('/') })
  }, [back, isIdle, mutate])
  const isUnderWay = back !== null && (isIdle || isPending || isSuccess)
  return (
    <EntryFrame>
      <div className="zk-entry-form" aria-busy={isUnderWay}>
        <h2>{say(isUnderWay ? 'entry.sso.title' : 'entry.sso.failed')}</h2>
        {isUnderWay && <p>{say('entry.sso.text')}</p>}
        <FormProblem text={error?.detail ?? (back ? undefined : say('entry.sso.empty'))} />
        {!isUnderWay && (
          <p className="zk-entry-foot">
            <AppLink to="/">{say('entry.back')}</AppLink>
          </p>
        )}
      </div>
    </EntryFrame>
  )
}
