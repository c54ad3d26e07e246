import { Button } from 'antd'
import { useState } from 'react'
import { useEnterByLink } from '../data/use-sign-in.ts'
import { useTexts } from '../i18n/texts.ts'
import { AppLink } from '../parts/app-link.tsx'
import { EntryFrame } from './entry-frame.tsx'
import { FormProblem } from './form-problem.tsx'

/** Opens with the token behind the # of a link from the command line; it opens when the person says so, not when a mail program looks at it. */
export function Page() {
  const say = useTexts()
  const [token] = useState(() => window.location.hash.slice(1))
  const link = useEnterByLink()
  const open = () => link.mutate(token, { onSuccess: () => window.location.replace('/') })
  return (
    <EntryFrame>
      <div className="zk-entry-form">
        <h2>{say('entry.link.title')}</h2>
        <p>{say('entry.link.text')}</p>
        <FormProblem text={link.error?.detail} />
        <Button type="primary" block loading={link.isPending} disabled={token === ''} onClick={open}>
          {say('entry.link.open')}
        </Button>
        <p className="zk-entry-foot">
          <AppLink to="/">{say('entry.sign-in')}</AppLink>
        </p>
      </div>
    </EntryFrame>
  )
}
