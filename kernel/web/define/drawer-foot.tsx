import { Button } from 'antd'
import { useTexts } from '../i18n/texts.ts'

type FootProps = Readonly<{
  label: string
  isReady: boolean
  isBusy: boolean
  onSave(): void
  onClose(): void
  onBack?: (() => void) | undefined
}>

/** What ends an editor: keep it, leave it. */
export function DrawerFoot({ label, isReady, isBusy, onSave, onClose, onBack }: FootProps) {
  const say = useTexts()
  return (
    <div className="zk-define-foot">
      {onBack && <Button onClick={onBack}>{say('define.back')}</Button>}
      <span className="zk-grow" />
      <Button onClick={onClose}>{say('form.cancel')}</Button>
      <Button type="primary" disabled={!isReady} loading={isBusy} onClick={onSave}>
        {label}
      </Button>
    </div>
  )
}
