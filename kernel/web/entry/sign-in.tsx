import { Button, Form, Input } from 'antd'
import { KeyRound } from 'lucide-react'
import { isProblem } from '../data/problem.ts'
import { useProviders } from '../data/use-providers.ts'
import { hasPasskeys, useEnterByPasskey, useShowFactor, useSignIn } from '../data/use-sign-in.ts'
import { useTexts } from '../i18n/texts.ts'
import { AppLink } from '../parts/app-link.tsx'
import { EntryFrame } from './entry-frame.tsx'
import { FactorForm } from './factor-form.tsx'
import { FormProblem } from './form-problem.tsx'
import { ProviderButtons } from './provider-buttons.tsx'

type SignInForm = Readonly<{ email: string; password: string }>

/** Ways in that need no password. */
function OtherWays() {
  const say = useTexts()
  const passkey = useEnterByPasskey()
  const { data: providers } = useProviders()
  if (!hasPasskeys() && !providers?.length) return null
  return (
    <div className="zk-other-ways">
      <div className="zk-or">{say('entry.or')}</div>
      <ProviderButtons />
      {hasPasskeys() && (
        <Button
          block
          icon={<KeyRound size={16} strokeWidth={1.5} aria-hidden="true" />}
          loading={passkey.isPending}
          onClick={() => passkey.mutate()}
        >
          {say('entry.passkey')}
        </Button>
      )}
      <FormProblem text={isProblem(passkey.error) ? passkey.error.detail : undefined} />
    </div>
  )
}

export function SignIn() {
  const say = useTexts()
  const signIn = useSignIn()
  const factor = useShowFactor()
  const required = [{ required: true, message: say('form.required') }]
  const password = (
    <span className="zk-label-link">
      {say('entry.password')}
      <AppLink to="/forgot">{say('entry.forgot')}</AppLink>
    </span>
  )
  const startAgain = () => {
    factor.reset()
    signIn.reset()
  }
  if (signIn.data?.secondFactor)
    return (
      <EntryFrame>
        <FactorForm isPending={factor.isPending} problem={factor.error} onShow={factor.mutate} onBack={startAgain} />
      </EntryFrame>
    )
  return (
    <EntryFrame>
      <div className="zk-entry-form">
        <h2>{say('entry.sign-in.title')}</h2>
        <p>{window.location.host}</p>
        <Form<SignInForm> layout="vertical" requiredMark={false} onFinish={(values) => signIn.mutate(values)} disabled={signIn.isPending}>
          <Form.Item name="email" label={say('entry.email')} rules={required}>
            <Input type="email" autoComplete="username webauthn" autoFocus />
          </Form.Item>
          <Form.Item name="password" label={password} rules={required} {...(signIn.isError ? { validateStatus: 'error' as const } : {})}>
            <Input.Password autoComplete="current-password" />
          </Form.Item>
          <FormProblem text={signIn.error?.detail} />
          <Button type="primary" htmlType="submit" block loading={signIn.isPending}>
            {say('entry.sign-in')}
          </Button>
        </Form>
        <OtherWays />
        <p className="zk-entry-foot">{say('entry.no-account')}</p>
      </div>
    </EntryFrame>
  )
}
