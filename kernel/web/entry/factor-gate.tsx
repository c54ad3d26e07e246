import { Button } from 'antd'
import { enter, type Session, useSignOut } from '../data/use-session.ts'
import { useConfirmFactor } from '../data/use-sign-in.ts'
import { useTexts } from '../i18n/texts.ts'
import { FactorSetup } from '../security/factor-setup.tsx'
import { EntryFrame } from './entry-frame.tsx'
import { FactorForm } from './factor-form.tsx'

/** Stands before the app while a second factor is asked for: to show it, or to set it up. */
export function FactorGate({ needs }: Readonly<{ needs: NonNullable<Session['needs']> }>) {
  const say = useTexts()
  const confirm = useConfirmFactor()
  const signOut = useSignOut()
  const leave = () => signOut.mutate()
  if (needs === 'second-factor')
    return (
      <EntryFrame>
        <FactorForm isPending={confirm.isPending} problem={confirm.error} onShow={confirm.mutate} onBack={leave} />
      </EntryFrame>
    )
  return (
    <EntryFrame>
      <div className="zk-entry-form zk-entry-wide">
        <h2>{say('factor.needed')}</h2>
        <p>{say('factor.needed.text')}</p>
        <FactorSetup onDone={() => void enter()} />
        <p className="zk-entry-foot">
          <Button type="link" size="small" onClick={leave}>
            {say('person.sign-out')}
          </Button>
        </p>
      </div>
    </EntryFrame>
  )
}
