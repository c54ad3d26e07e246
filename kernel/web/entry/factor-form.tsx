import { Button, Form, Input } from 'antd'
import { useState } from 'react'
import type { Problem } from '../data/problem.ts'
import type { ShownFactor } from '../data/use-sign-in.ts'
import { useTexts } from '../i18n/texts.ts'
import { FormProblem } from './form-problem.tsx'

type FactorFormProps = Readonly<{ isPending: boolean; problem: Problem | null; onShow(shown: ShownFactor): void; onBack(): void }>

/** Asks for the code of the app, or for one of the recovery codes. */
export function FactorForm({ isPending, problem, onShow, onBack }: FactorFormProps) {
  const say = useTexts()
  const [isRecovery, setIsRecovery] = useState(false)
  const name = isRecovery ? 'recovery' : 'code'
  return (
    <div className="zk-entry-form">
      <h2>{say('factor.title')}</h2>
      <p>{say(isRecovery ? 'factor.recovery.text' : 'factor.code.text')}</p>
      <Form<Record<string, string>>
        key={name}
        layout="vertical"
        requiredMark={false}
        disabled={isPending}
        onFinish={(values) => onShow(isRecovery ? { recovery: values.recovery?.trim() ?? '' } : { code: values.code?.trim() ?? '' })}
      >
        <Form.Item name={name} label={say(`factor.${name}`)} rules={[{ required: true, message: say('form.required') }]}>
          {isRecovery ? (
            <Input autoComplete="off" autoFocus maxLength={40} />
          ) : (
            <Input autoComplete="one-time-code" inputMode="numeric" autoFocus maxLength={10} />
          )}
        </Form.Item>
        <FormProblem text={problem?.detail} />
        <Button type="primary" htmlType="submit" block loading={isPending}>
          {say('factor.show')}
        </Button>
      </Form>
      <p className="zk-entry-foot">
        <Button type="link" size="small" onClick={() => setIsRecovery(!isRecovery)}>
          {say(isRecovery ? 'factor.by-code' : 'factor.by-recovery')}
        </Button>
        <Button type="link" size="small" onClick={onBack}>
          {say('factor.back')}
        </Button>
      </p>
    </div>
  )
}
