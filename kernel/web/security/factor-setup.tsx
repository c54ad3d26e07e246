import { Button, Form, Input, QRCode } from 'antd'
import { useState } from 'react'
import { type Enrolment, useBeginFactor, useFactorState, useFinishFactor } from '../data/use-sign-in.ts'
import { FormProblem } from '../entry/form-problem.tsx'
import { CopyButton } from '../fields/copy-button.tsx'
import { useTexts } from '../i18n/texts.ts'
import { RecoveryCodes } from './recovery-codes.tsx'
import './security.css'

type StepProps = Readonly<{ enrolment: Enrolment; onDone(): void }>

/** The picture for the app, the same as text, and the first code back. */
function Scan({ enrolment, onDone }: StepProps) {
  const say = useTexts()
  const finish = useFinishFactor()
  const secret = new URL(enrolment.uri).searchParams.get('secret') ?? ''
  return (
    <>
      <p className="zk-second">{say('factor.scan')}</p>
      <div className="zk-factor-scan">
        <QRCode value={enrolment.uri} size={168} type="svg" color="#000000" bgColor="#ffffff" />
        <div className="zk-column">
          <span className="zk-small zk-second">{say('factor.by-hand')}</span>
          <span className="zk-row">
            <code className="zk-code zk-factor-secret">{secret.replace(/(.{4})(?=.)/g, '$1 ')}</code>
            <CopyButton text={secret} />
          </span>
        </div>
      </div>
      <Form<{ code: string }>
        layout="vertical"
        requiredMark={false}
        disabled={finish.isPending}
        onFinish={({ code }) => finish.mutate(code, { onSuccess: onDone })}
      >
        <Form.Item name="code" label={say('factor.code')} rules={[{ required: true, message: say('form.required') }]}>
          <Input autoComplete="one-time-code" inputMode="numeric" maxLength={10} autoFocus />
        </Form.Item>
        <FormProblem text={finish.error?.detail} />
        <Button type="primary" htmlType="submit" loading={finish.isPending}>
          {say('factor.finish')}
        </Button>
      </Form>
    </>
  )
}

/** Sets up a second factor: password, picture and first code, recovery codes. */
export function FactorSetup({ onDone }: Readonly<{ onDone(): void }>) {
  const say = useTexts()
  const begin = useBeginFactor()
  const state = useFactorState()
  const [isOn, setIsOn] = useState(false)
  if (isOn && begin.data) return <RecoveryCodes codes={begin.data.recoveryCodes} onDone={onDone} />
  if (begin.data) return <Scan enrolment={begin.data} onDone={() => setIsOn(true)} />
  const needsPassword = state.data?.hasPassword !== false
  return (
    <Form<{ password?: string }>
      layout="vertical"
      requiredMark={false}
      disabled={begin.isPending || !state.data}
      onFinish={({ password }) => begin.mutate(password === undefined ? {} : { password })}
    >
      {needsPassword && (
        <Form.Item name="password" label={say('factor.password')} rules={[{ required: true, message: say('form.required') }]}>
          <Input.Password autoComplete="current-password" />
        </Form.Item>
      )}
      <FormProblem text={begin.error?.detail} />
      <Button type="primary" htmlType="submit" loading={begin.isPending}>
        {say('factor.begin')}
      </Button>
    </Form>
  )
}
