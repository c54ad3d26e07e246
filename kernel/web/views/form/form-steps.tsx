import { Button } from 'antd'
import { useTexts } from '../../i18n/texts.ts'
import { withCommand } from '../../parts/keys.ts'

/** Save and leave, the next step last. */
export function FormSteps({
  isNew,
  isSaving,
  onSave,
  onClose,
}: Readonly<{ isNew: boolean; isSaving: boolean; onSave(): void; onClose(): void }>) {
  const say = useTexts()
  return (
    <div className="zk-form-steps">
      <Button onClick={onClose}>{say('form.cancel')}</Button>
      <Button type="primary" loading={isSaving} onClick={onSave}>
        {say(isNew ? 'form.create' : 'form.save')}
        <kbd className="zk-on-primary">{withCommand('↵')}</kbd>
      </Button>
    </div>
  )
}
