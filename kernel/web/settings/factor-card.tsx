import { Button, Form, Input } from 'antd'
import { useState } from 'react'
import { showToast } from '../data/toasts.ts'
import { useFactorState, useNewRecoveryCodes, useRemoveFactor } from '../data/use-sign-in.ts'
import { FormProblem } from '../entry/form-problem.tsx'
import { useTexts } from '../i18n/texts.ts'
import { Tag } from '../parts/tag.tsx'
import { FactorSetup } from '../security/factor-setup.tsx'
import { RecoveryCodes } from '../security/recovery-codes.tsx'

type Wish = 'remove' | 'codes'

/** Taking the second factor off, or new recovery codes: either asks for the password. */
function WithPassword({ wish, onDone }: Readonly<{ wish: Wish; onDone(): void }>) {
  const say = useTexts()
  const remove = useRemoveFactor()
  const codes = useNewRecoveryCodes()
  const asked = wish === 'remove' ? remove : codes
  if (codes.data) return <RecoveryCodes codes={codes.data.recoveryCodes} onDone={onDone} />
  const submit = ({ password }: { password: string }) =>
    wish === 'codes'
      ? codes.mutate({ password })
      : remove.mutate(
          { password },
          {
            onSuccess: () => {
              showToast({ text: say('factor.removed'), tone: 'done' })
              onDone()
            },
          },
        )
  return (
    <Form<{ password: string }> layout="vertical" requiredMark={false} disabled={asked.isPending} onFinish={submit}>
      <Form.Item name="password" label={say('factor.password')} rules={[{ required: true, message: say('form.required') }]}>
        <Input.Password autoComplete="current-password" autoFocus />
      </Form.Item>
      <FormProblem text={asked.error?.detail} />
      <span className="zk-row">
        <Button htmlType="submit" danger={wish === 'remove'} loading={asked.isPending}>
          {say(wish === 'remove' ? 'factor.remove' : 'factor.codes.new')}
        </Button>
        <Button type="text" onClick={onDone}>
          {say('form.cancel')}
        </Button>
      </span>
    </Form>
  )
}

/** Two steps to sign in: whether they are on, setting them up, taking them off. */
export function FactorCard() {
  const say = useTexts()
  const state = useFactorState()
  const [isSettingUp, setIsSettingUp] = useState(false)
  const [wish, setWish] = useState<Wish | null>(null)
  if (!state.data) return null
  const { isOn } = state.data
  return (
    <section className="zk-card zk-settings-card" id="second-factor">
      <h2 className="zk-card-head">
        {say('factor.title')}
        <Tag color={isOn ? 'green' : 'grey'}>{say(isOn ? 'factor.on' : 'factor.off')}</Tag>
      </h2>
      <p className="zk-settings-text">{say('factor.about')}</p>
      <div className="zk-settings-form">
        {isSettingUp && <FactorSetup onDone={() => setIsSettingUp(false)} />}
        {wish && <WithPassword wish={wish} onDone={() => setWish(null)} />}
        {!isSettingUp && !wish && !isOn && <Button onClick={() => setIsSettingUp(true)}>{say('factor.set-up')}</Button>}
        {!isSettingUp && !wish && isOn && (
          <span className="zk-row">
            <Button onClick={() => setWish('codes')}>{say('factor.codes.new')}</Button>
            <Button danger onClick={() => setWish('remove')}>
              {say('factor.remove')}
            </Button>
          </span>
        )}
      </div>
    </section>
  )
}
